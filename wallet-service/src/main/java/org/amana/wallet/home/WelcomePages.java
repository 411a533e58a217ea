package org.amana.wallet.home;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.support.page.PageLanguages;
import org.amana.wallet.vault.Vault;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What anybody may see: the choice of a language, what this is, what to do when the wallet does not open. */
@Controller
class WelcomePages {
    private final List<Language> languages;

    WelcomePages(PageLanguages pages, MessageSource messages) {
        languages = pages.languages()
                .stream()
                .map(Locale::forLanguageTag)
                .map(locale -> new Language(locale.toLanguageTag(), direction(locale),
                        locale.getDisplayLanguage(locale), messages.getMessage("language.title", null, locale)))
                .toList();
    }

    @GetMapping("/")
    String languages(Model model) {
        model.addAttribute("languages", languages);
        return Page.of("languages");
    }

    @GetMapping("/{language}")
    String welcome(@PathVariable String language, Optional<Vault> vault) {
        return vault.isPresent() ? Page.redirect(language, "/home") : Page.of("welcome");
    }

    @GetMapping("/{language}/help")
    String help() {
        return Page.of("help");
    }

    @GetMapping("/{language}/locked")
    String locked() {
        return Page.of("locked");
    }

    private static String direction(Locale locale) {
        return com.ibm.icu.util.ULocale.forLocale(locale).isRightToLeft() ? "rtl" : "ltr";
    }

    /** A language in its own script. */
    record Language(String tag, String dir, String name, String choose) {
        public String href() {
            return "/" + tag;
        }
    }
}
