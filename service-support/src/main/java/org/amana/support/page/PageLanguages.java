package org.amana.support.page;

import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Languages of the pages. Holder pages carry theirs as the first path segment ({@code /ar/…}); all others are English.
 *
 * @param languages BCP 47 tags that a path may start with, in the order of the language chooser
 * @param checked those of them whose texts a native reader has checked; pages in the others say that they are drafts
 */
@ConfigurationProperties("amana.page")
public record PageLanguages(@DefaultValue({
        "en", "ar"}) List<String> languages, @DefaultValue("en") List<String> checked) {
    public PageLanguages {
        languages = List.copyOf(languages);
        checked = List.copyOf(checked);
    }

    /** The language a path starts with, if it starts with one. */
    public Optional<Locale> ofPath(String path) {
        return languages.stream()
                .filter(language -> path.equals("/" + language) || path.startsWith("/" + language + "/"))
                .findFirst()
                .map(Locale::forLanguageTag);
    }

    /** {@code rtl} or {@code ltr}, by the script of the language. */
    public static String direction(Locale locale) {
        return ULocale.forLocale(locale).isRightToLeft() ? "rtl" : "ltr";
    }

    /** The name of a language in that language, as a chooser shows it. */
    static String ownName(Locale locale) {
        return locale.getDisplayLanguage(locale);
    }
}
