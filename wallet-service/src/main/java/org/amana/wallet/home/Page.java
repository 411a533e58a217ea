package org.amana.wallet.home;

import java.util.Locale;
import org.amana.support.page.CountryName;
import org.jspecify.annotations.Nullable;

/** Names of templates and countries, and addresses after an act. */
final class Page {
    private Page() {}

    static String of(String template) {
        return "wallet-service/templates/" + template;
    }

    /** The name of a country in the reader's language; a code that is nobody's country stays as it is. */
    static @Nullable String country(@Nullable String code, Locale locale) {
        return code == null ? null : CountryName.of(code, locale);
    }

    /** @param path begins with a slash, after the language */
    static String redirect(String language, String path) {
        return "redirect:/" + language + path;
    }
}
