package org.amana.wallet.home;

import java.util.Locale;
import org.amana.wallet.history.History;
import org.amana.wallet.presentation.ForgetRequests;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Everything that happened, without a value. */
@Controller
class HistoryPages {
    private final History history;
    private final ForgetRequests forget;

    HistoryPages(History history, ForgetRequests forget) {
        this.history = history;
        this.forget = forget;
    }

    @GetMapping("/{language}/history")
    String history(Vault vault, Locale locale, Model model) {
        forget.seen(vault);
        model.addAttribute("entries", history.list(vault, locale));
        return Page.of("history");
    }
}
