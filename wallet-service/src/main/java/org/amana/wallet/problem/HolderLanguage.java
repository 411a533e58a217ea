package org.amana.wallet.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.amana.support.page.PageLanguages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** The holder's language: a page carries it in its path, a call of the API in {@code Accept-Language}. */
@Component("localeResolver")
class HolderLanguage implements LocaleResolver {

    private static final int LONGEST_HEADER = 200;

    private final PageLanguages pages;
    private final List<Locale> known;

    HolderLanguage(PageLanguages pages) {
        this.pages = pages;
        this.known = pages.languages().stream().map(Locale::forLanguageTag).toList();
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Object failed = request.getAttribute(jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI);
        return pages.ofPath(failed instanceof String path ? path : request.getRequestURI())
                .orElseGet(() -> asked(request.getHeader("Accept-Language")));
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new IllegalStateException("the language is part of the address; link to the other address instead");
    }

    private Locale asked(@Nullable String header) {
        try {
            Locale best = header == null || header.length() > LONGEST_HEADER
                    ? null
                    : Locale.lookup(Locale.LanguageRange.parse(header), known);
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }
}
