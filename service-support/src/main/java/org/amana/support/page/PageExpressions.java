package org.amana.support.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What templates call as {@code #amana}.
 *
 * <pre>
 * &lt;p th:text="#{permit.until(${#amana.date(until)})}"&gt;…&lt;/p&gt;
 * &lt;span th:text="${#amana.name(person.familyName)}"&gt;…&lt;/span&gt;
 * &lt;div th:utext="${#amana.qr(link, #messages.msg('offer.qr'))}"&gt;&lt;/div&gt;
 * </pre>
 */
public final class PageExpressions {
    private final Locale locale;
    private final PageLanguages languages;
    private final String path;
    private final @Nullable String query;
    private final @Nullable String user;

    PageExpressions(Locale locale, PageLanguages languages, String path, @Nullable String query,
            @Nullable String user) {
        this.locale = locale;
        this.languages = languages;
        this.path = path;
        this.query = query;
        this.user = user;
    }

    /** Language of the page, for {@code lang}. */
    public String lang() {
        return locale.toLanguageTag();
    }

    /** {@code rtl} or {@code ltr}, for {@code dir}. */
    public String dir() {
        return PageLanguages.direction(locale);
    }

    /** A day; see {@link IsolatedText#date}. */
    public String date(LocalDate day) {
        return IsolatedText.date(day, locale);
    }

    /** A day as it stands in a claim, {@code yyyy-mm-dd}; text that is no day stays as it is, isolated. */
    public String date(String day) {
        try {
            return date(LocalDate.parse(day));
        } catch (java.time.format.DateTimeParseException e) {
            return IsolatedText.of(day);
        }
    }

    /** A moment in UTC. */
    public String date(Instant moment) {
        return IsolatedText.moment(moment, locale);
    }

    /** A whole number. */
    public String number(long number) {
        return IsolatedText.number(number, locale);
    }

    /** A foreign name, document number or code. */
    public String name(String text) {
        return IsolatedText.of(text);
    }

    /** A QR code as SVG, for {@code th:utext}; see {@link QrSvg#of}. */
    public String qr(String text, String label) {
        return QrSvg.of(text, label);
    }

    /** This page in each language, for the chooser; empty on pages without a language in their address. */
    public List<Translation> translations() {
        return languages.ofPath(path).map(this::translationsFrom).orElse(List.of());
    }

    /** This page in English, when its own language was not checked by a native reader; else empty. */
    public Optional<Translation> draftOf() {
        return languages.checked().contains(lang())
                ? Optional.empty()
                : translations().stream().filter(other -> other.lang().equals("en")).findFirst();
    }

    /** The first page, in the language of this one where its address says one. */
    public String start() {
        return languages.ofPath(path).map(language -> "/" + language.toLanguageTag()).orElse("/");
    }

    private List<Translation> translationsFrom(Locale current) {
        String rest = path.substring(1 + current.toLanguageTag().length());
        String suffix = query == null ? "" : "?" + query;
        return languages.languages().stream().map(tag -> {
            Locale other = Locale.forLanguageTag(tag);
            return new Translation(tag, PageLanguages.direction(other), PageLanguages.ownName(other),
                    "/" + tag + rest + suffix, other.equals(current));
        }).toList();
    }

    /** The user name of the signed-in member of staff. */
    public Optional<String> staff() {
        return Optional.ofNullable(user);
    }

    /** One entry of the language chooser; {@code href} is this page in that language. */
    public record Translation(String lang, String dir, String name, String href, boolean current) {}
}
