package org.amana.wallet.home;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.consent.ConsentView;
import org.amana.wallet.consent.Consents;
import org.amana.wallet.holder.WalletDoor;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Deleting the whole wallet: what goes, what stays, two equal answers, and the screen lock or secret words once more. */
@Controller
@RequestMapping("/{language}/settings/delete")
class LeavePages {
    private final WalletDoor door;
    private final Consents consents;
    private final WalletProblemAnswers answers;

    LeavePages(WalletDoor door, Consents consents, WalletProblemAnswers answers) {
        this.door = door;
        this.consents = consents;
        this.answers = answers;
    }

    @GetMapping
    String reallyLeave(Vault vault, Locale locale, Model model, HttpServletRequest request) {
        door.askToDelete(request);
        return question(vault, locale, model);
    }

    /** The last page is the answer itself: there is no session left to redirect within. */
    @PostMapping
    String leave(@PathVariable String language, @RequestParam String decision,
                 @RequestParam(defaultValue = "") String passphrase, Vault vault, Locale locale, Model model,
                 HttpServletRequest request, HttpServletResponse response) {
        if (!decision.equals("yes")) {
            return Page.redirect(language, "/settings");
        }
        try {
            door.deleteForPage(vault, passphrase, request);
            WalletNumber.forget(request, response);
            model.addAttribute("wallet", vault.holder().value());
            return Page.of("gone");
        } catch (ProblemException e) {
            model.addAttribute("problem", Trouble.of(answers.explain(e, locale)));
            return question(vault, locale, model);
        }
    }

    private String question(Vault vault, Locale locale, Model model) {
        model.addAttribute("open",
                consents.list(vault, locale).stream().filter(ConsentView::canWithdraw).count());
        return Page.of("leave");
    }
}
