package org.amana.wallet.home;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.support.web.ClientAddress;
import org.amana.wallet.presentation.AskingOffice;
import org.amana.wallet.presentation.AskingOffices;
import org.amana.wallet.presentation.CodeProblem;
import org.amana.wallet.presentation.TakeByCode;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A code that an office said or printed: choose the office, type the digits, and see the question. */
@Controller
@RequestMapping("/{language}/code")
class CodePages {
    private final AskingOffices offices;
    private final TakeByCode take;
    private final WalletProblemAnswers answers;

    CodePages(AskingOffices offices, TakeByCode take, WalletProblemAnswers answers) {
        this.offices = offices;
        this.take = take;
        this.answers = answers;
    }

    @GetMapping
    String code(Vault vault, Locale locale, Model model) {
        List<AskingOffice> all = offices.list(vault, locale);
        model.addAttribute("offices", all);
        model.addAttribute("chosen", all.size() == 1 ? all.getFirst().id() : "");
        return Page.of("code");
    }

    @PostMapping
    String take(@PathVariable String language, @RequestParam(defaultValue = "") String office,
                @RequestParam(defaultValue = "") String code, Vault vault, Locale locale, Model model,
                HttpServletRequest from) {
        try {
            return Page.redirect(language,
                    "/requests/" + take.take(vault, office, code, ClientAddress.of(from), locale).requestId());
        } catch (ProblemException e) {
            String page = code(vault, locale, model);
            model.addAttribute("problem", Trouble.of(answers.explain(e, locale)));
            model.addAttribute("chosen", office);
            model.addAttribute("typed", code);
            model.addAttribute("wrong", e.problem() instanceof CodeProblem.NoOffice ? "office" : "code");
            return page;
        }
    }
}
