package org.amana.wallet.home;

import java.util.Locale;
import org.amana.wallet.consent.Entries;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Every entry of the ledger that concerns the person, each with a proof that their own browser checks. */
@Controller
@RequestMapping("/{language}/entries")
class EntryPages {
    private final Entries entries;

    EntryPages(Entries entries) {
        this.entries = entries;
    }

    @GetMapping
    String list(Vault vault, Locale locale, Model model) {
        model.addAttribute("list", entries.list(vault, locale));
        return Page.of("entries");
    }
}
