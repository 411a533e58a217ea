package org.amana.wallet.home;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.credential.CardView;
import org.amana.wallet.credential.Cards;
import org.amana.wallet.presentation.ForgetRequests;
import org.amana.wallet.presentation.ReadInbox;
import org.amana.wallet.presentation.ReadRequest;
import org.amana.wallet.presentation.RemindOfRequests;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The cards: all, one, and putting one away. */
@Controller
@RequestMapping("/{language}")
class CardPages {
    private final Cards cards;
    private final ReadRequest requests;
    private final RemindOfRequests remind;
    private final RightsNews news;
    private final ReadInbox inbox;
    private final ForgetRequests forget;
    private final MessageSource messages;

    CardPages(Cards cards, ReadRequest requests, RemindOfRequests remind, RightsNews news,
            ReadInbox inbox, ForgetRequests forget, MessageSource messages) {
        this.cards = cards;
        this.requests = requests;
        this.remind = remind;
        this.news = news;
        this.inbox = inbox;
        this.forget = forget;
        this.messages = messages;
    }

    @GetMapping("/home")
    String home(Vault vault, Locale locale, Model model) {
        model.addAttribute("cards", cards.list(vault, locale).stream().flatMap(view -> onPage(vault, view)).toList());
        inbox.read(vault, locale);
        model.addAttribute("reminders", remind.due(vault, locale));
        model.addAttribute("news", news.unseen(vault, locale));
        model.addAttribute("waiting", requests.waiting(vault, locale));
        model.addAttribute("unanswered", forget.unseen(vault, locale));
        model.addAttribute("wallet", vault.holder().value());
        return Page.of("home");
    }

    @GetMapping("/cards/{id}")
    String card(@PathVariable String id, Vault vault, Locale locale, Model model) {
        model.addAttribute("card", find(vault, id, locale));
        model.addAttribute("wallet", vault.holder().value());
        model.addAttribute("keyring", vault.keyring().word());
        return Page.of("card");
    }

    @GetMapping("/cards/{id}/delete")
    String reallyDelete(@PathVariable String id, Vault vault, Locale locale, Model model) {
        model.addAttribute("card", find(vault, id, locale));
        return Page.of("delete");
    }

    /** The browser forgets its keys of the card on the next page: only then is it sure that the card is gone. */
    @PostMapping("/cards/{id}/delete")
    String delete(@PathVariable String language, @PathVariable String id, Vault vault, Locale locale,
                  RedirectAttributes next) {
        List<String> kids = cards.delete(vault, id);
        next.addFlashAttribute("done", messages.getMessage("delete.done", null, locale));
        next.addFlashAttribute("forget", String.join(" ", kids));
        return Page.redirect(language, "/home");
    }

    private CardOnPage find(Vault vault, String id, Locale locale) {
        return cards.find(vault, id, locale)
                .stream()
                .flatMap(view -> onPage(vault, view))
                .findFirst()
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such card")));
    }

    private Stream<CardOnPage> onPage(Vault vault, CardView view) {
        return cards.card(vault, view.id()).map(card -> CardOnPage.of(view, card)).stream();
    }
}
