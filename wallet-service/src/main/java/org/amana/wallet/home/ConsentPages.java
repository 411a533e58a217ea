package org.amana.wallet.home;

import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.consent.Consents;
import org.amana.wallet.consent.Forgetting;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a person agreed to, and taking it back: one tap, no reason, no key of the browser. */
@Controller
@RequestMapping("/{language}/consents")
class ConsentPages {
    private final Consents consents;
    private final Forgetting forgetting;
    private final WalletProblemAnswers answers;

    ConsentPages(Consents consents, Forgetting forgetting, WalletProblemAnswers answers) {
        this.consents = consents;
        this.forgetting = forgetting;
        this.answers = answers;
    }

    @GetMapping
    String list(Vault vault, Locale locale, Model model) {
        model.addAttribute("consents", consents.list(vault, locale));
        return Page.of("consents");
    }

    @PostMapping("/{record}/withdraw")
    String withdraw(@PathVariable String language, @PathVariable String record, Vault vault, Locale locale,
                    Model model) {
        try {
            consents.withdraw(vault, record, locale);
            return Page.redirect(language, "/consents/withdrawn");
        } catch (ProblemException e) {
            model.addAttribute("problem", Trouble.of(answers.explain(e, locale)));
            return list(vault, locale, model);
        }
    }

    @PostMapping("/{record}/forget")
    String forget(@PathVariable String language, @PathVariable String record, Vault vault, Locale locale, Model model) {
        try {
            forgetting.forget(vault, record);
            return Page.redirect(language, "/consents/forgotten");
        } catch (ProblemException e) {
            model.addAttribute("problem", Trouble.of(answers.explain(e, locale)));
            return list(vault, locale, model);
        }
    }

    @GetMapping("/forgotten")
    String forgotten(Vault vault) {
        return Page.of("forgotten");
    }

    @GetMapping("/withdrawn")
    String withdrawn(Vault vault) {
        return Page.of("withdrawn");
    }
}
