package org.amana.wallet.consent;

import java.util.Locale;
import org.amana.wallet.vault.Vault;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The person's view of the ledger over HTTP. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1/entries")
class EntriesController {

    private final Entries entries;

    EntriesController(Entries entries) {
        this.entries = entries;
    }

    @GetMapping
    EntriesView list(Vault vault, Locale language) {
        return entries.list(vault, language);
    }
}
