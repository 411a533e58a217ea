package org.amana.wallet.home;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.credential.CardView;
import org.amana.wallet.credential.Cards;
import org.amana.wallet.issuance.AcceptOffer;
import org.amana.wallet.issuance.OfferView;
import org.amana.wallet.issuance.ReadOffer;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A card that an office offers: who gives it, what it is, the PIN, and the card. */
@Controller
@RequestMapping("/{language}")
class OfferPages {
    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private final ReadOffer offers;
    private final AcceptOffer issuances;
    private final Cards cards;
    private final WalletProblemAnswers answers;

    OfferPages(ReadOffer offers, AcceptOffer issuances, Cards cards, WalletProblemAnswers answers) {
        this.offers = offers;
        this.issuances = issuances;
        this.cards = cards;
        this.answers = answers;
    }

    /** The address that offices link to: {@code /en/offer?uri=openid-credential-offer%3A%2F%2F…}. */
    @GetMapping("/offer")
    String open(@PathVariable String language, @RequestParam String uri, Vault vault, Locale locale) {
        return Page.redirect(language, "/offers/" + offers.open(vault, uri, locale).issuanceId());
    }

    @GetMapping("/offers/{id}")
    String offer(@PathVariable String id, Vault vault, Locale locale, Model model) {
        OfferView offer = offers.find(vault, id, locale);
        model.addAttribute("offer", offer);
        model.addAttribute("country", Page.country(offer.issuer().country(), locale));
        model.addAttribute("keyring", vault.keyring().word());
        model.addAttribute("wallet", vault.holder().value());
        return Page.of("offer");
    }

    /** Without a module: a wallet with server-held keys receives here; "not now" always comes here. */
    @PostMapping("/offers/{id}")
    String decide(@PathVariable String language, @PathVariable String id, @RequestParam String decision,
                  @RequestParam(name = "tx_code") Optional<String> pin, Vault vault, Locale locale, Model model) {
        if (!decision.equals("yes")) {
            issuances.decline(vault, id);
            return Page.redirect(language, "/offers/declined");
        }
        try {
            issuances.accept(vault, id, pin.map(String::strip).filter(typed -> !typed.isEmpty()), locale);
            return Page.redirect(language, "/offers/" + id + "/done");
        } catch (ProblemException e) {
            return again(e, id, vault, locale, model);
        }
    }

    @GetMapping("/offers/declined")
    String declined() {
        return Page.of("offer-declined");
    }

    @GetMapping("/offers/{id}/done")
    String done(Vault vault, Locale locale, Model model) {
        List<CardView> all = cards.list(vault, locale);
        model.addAttribute("names", all.stream()
                .filter(card -> card.received().isAfter(all.getFirst().received().minus(JUST_NOW)))
                .map(CardView::name)
                .toList());
        return Page.of("offer-done");
    }

    /** The same page with what went wrong; an offer that is no longer open has a page of its own. */
    private String again(ProblemException wrong, String id, Vault vault, Locale locale, Model model) {
        try {
            String page = offer(id, vault, locale, model);
            model.addAttribute("problem", Trouble.of(answers.explain(wrong, locale)));
            return page;
        } catch (ProblemException closed) {
            wrong.addSuppressed(closed);
            throw wrong;
        }
    }
}
