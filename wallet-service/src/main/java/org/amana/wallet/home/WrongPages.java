package org.amana.wallet.home;

import java.util.List;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RectificationRequest;
import org.amana.wallet.credential.CardView;
import org.amana.wallet.credential.Cards;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.rectification.Rectifications;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.Vault;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What on a card is wrong: tick it, say what is right, and the office that issued it is told. */
@Controller
@RequestMapping("/{language}/cards/{id}/wrong")
class WrongPages {
    private final Cards cards;
    private final Rectifications rectifications;
    private final WalletProblemAnswers answers;
    private final MessageSource messages;

    WrongPages(Cards cards, Rectifications rectifications, WalletProblemAnswers answers, MessageSource messages) {
        this.cards = cards;
        this.rectifications = rectifications;
        this.answers = answers;
        this.messages = messages;
    }

    @GetMapping
    String form(@PathVariable String id, Vault vault, Locale locale, Model model) {
        return show(card(id, vault, locale), List.of(), "", vault, model);
    }

    /** Without a module: only where the wallet's keys are with the service. What was typed stays after a refusal. */
    @PostMapping
    String tell(@PathVariable String language, @PathVariable String id,
                @RequestParam(name = "claim", defaultValue = "") List<String> ticked,
                @RequestParam(defaultValue = "") String words, Vault vault, Locale locale, Model model) {
        CardView card = card(id, vault, locale);
        if (vault.keyring() == KeyringKind.BROWSER) {
            model.addAttribute("problem", Trouble.plain(messages.getMessage("common.needs-script.title", null, locale),
                    messages.getMessage("common.needs-script.next", null, locale)));
            return show(card, ticked, words, vault, model);
        }
        try {
            List<List<String>> claims = ticked.stream().map(path -> List.of(path.split("\\.", -1))).toList();
            rectifications.ask(vault, id, claims, words, locale);
            return Page.redirect(language, "/rights");
        } catch (ProblemException e) {
            model.addAttribute("problem", Trouble.of(answers.explain(e, locale)));
            return show(card, ticked, words, vault, model);
        }
    }

    private CardView card(String id, Vault vault, Locale locale) {
        return cards.find(vault, id, locale)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such card")));
    }

    private String show(CardView card, List<String> ticked, String words, Vault vault, Model model) {
        model.addAttribute("card", card);
        model.addAttribute("canAsk", rectifications.canAsk(vault, card.id()));
        model.addAttribute("ticked", ticked);
        model.addAttribute("words", words);
        model.addAttribute("most", RectificationRequest.MAX_WORDS);
        model.addAttribute("wallet", vault.holder().value());
        model.addAttribute("keyring", vault.keyring().word());
        return Page.of("wrong");
    }
}
