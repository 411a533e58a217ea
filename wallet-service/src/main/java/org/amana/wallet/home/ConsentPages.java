package org.amana.wallet.home;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.consent.ConsentView;
import org.amana.wallet.consent.Consents;
import org.amana.wallet.consent.Forgetting;
import org.amana.wallet.consent.Reaffirming;
import org.amana.wallet.inbox.Inboxes;
import org.amana.wallet.presentation.UseWords;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.rights.Rights;
import org.amana.wallet.vault.Vault;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person agreed to, and taking it back: one tap, no reason, no key of the browser. */
@Controller
@RequestMapping("/{language}/consents")
class ConsentPages {
    private final Consents consents;
    private final Forgetting forgetting;
    private final Reaffirming reaffirming;
    private final UseWords uses;
    private final Rights rights;
    private final Inboxes inboxes;
    private final MessageSource messages;
    private final WalletProblemAnswers answers;

    ConsentPages(Consents consents, Forgetting forgetting, Reaffirming reaffirming, UseWords uses, Rights rights,
            Inboxes inboxes, MessageSource messages, WalletProblemAnswers answers) {
        this.consents = consents;
        this.forgetting = forgetting;
        this.reaffirming = reaffirming;
        this.uses = uses;
        this.rights = rights;
        this.inboxes = inboxes;
        this.messages = messages;
        this.answers = answers;
    }

    @GetMapping
    String list(Vault vault, Locale locale, Model model) {
        List<ConsentView> all = consents.list(vault, locale);
        model.addAttribute("consents", all);
        model.addAttribute("often", often(all, locale));
        model.addAttribute("asked", rights.byRecord(vault));
        model.addAttribute("inboxes", inboxes.list(vault, locale));
        model.addAttribute("couldWrite", inboxes.couldWrite(vault));
        return Page.of("consents");
    }

    /** How often data is sent under a consent that lets an office send it, by record. */
    private Map<String, String> often(List<ConsentView> all, Locale locale) {
        Map<String, String> often = new HashMap<>();
        for (ConsentView one : all) {
            if (one.delivery() != null) {
                often.put(one.record(), uses.every(one.delivery().every(), locale));
            }
        }
        return often;
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

    @PostMapping("/{record}/inbox")
    String letWrite(@PathVariable String language, @PathVariable String record, Vault vault, Locale locale,
                    Model model) {
        try {
            inboxes.open(vault, record, locale);
            return Page.redirect(language, "/consents");
        } catch (ProblemException e) {
            model.addAttribute("problem", Trouble.of(answers.explain(e, locale)));
            return list(vault, locale, model);
        }
    }

    @PostMapping("/inboxes/{id}/close")
    String letWriteNoMore(@PathVariable String language, @PathVariable String id, Vault vault, Locale locale,
                          RedirectAttributes next) {
        inboxes.close(vault, id);
        next.addFlashAttribute("done", messages.getMessage("inbox.closed", null, locale));
        return Page.redirect(language, "/consents");
    }

    @PostMapping("/{record}/reaffirm")
    String reaffirm(@PathVariable String language, @PathVariable String record, Vault vault, Locale locale,
                    Model model) {
        try {
            reaffirming.reaffirm(vault, record, locale);
            return Page.redirect(language, "/consents");
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
