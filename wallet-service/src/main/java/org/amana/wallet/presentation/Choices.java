package org.amana.wallet.presentation;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.amana.core.dcql.DcqlMatch;
import org.amana.core.dcql.DcqlMatcher;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.dcql.HeldCredential;
import org.amana.core.dcql.PresentationOption;
import org.amana.core.dcql.SelectedCredential;
import org.amana.core.json.StrictJson;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.Disclosure;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.wallet.credential.Card;
import org.amana.wallet.credential.Cards;
import org.amana.wallet.presentation.PendingRequest.Selection;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Which cards answer a query, with how little. Expired cards answer nothing. */
@Component
class Choices {

    private final Cards cards;
    private final Clock clock;

    Choices(Cards cards, Clock clock) {
        this.cards = cards;
        this.clock = clock;
    }

    /**
     * Ways to answer, the one that discloses least first; empty when there is none. Who somebody is at an office that is
     * to send data, only a card of that office shows; whose guardian somebody is, a mandate that lasts.
     */
    List<Choice> match(Vault vault, ExaminedRequest examined) {
        return match(vault, examined.request().dcqlQuery(), card -> examined.exchange()
                .map(exchange -> fits(exchange, card))
                .orElse(true));
    }

    private boolean fits(AskedExchange exchange, Card card) {
        return exchange.isForWard()
                ? HeldMandate.of(card)
                        .filter(mandate -> mandate.isUsable(exchange.source(), clock.instant()))
                        .isPresent()
                : exchange.source().identifier().equals(card.issuer().identifier());
    }

    private List<Choice> match(Vault vault, DcqlQuery query, Predicate<Card> fits) {
        Map<String, Card> byId = new LinkedHashMap<>();
        List<HeldCredential> held = new ArrayList<>();
        for (Card card : cards.all(vault)) {
            if (!card.isExpired(clock.instant()) && fits.test(card)) {
                card.nextCopy().flatMap(copy -> cards.credential(vault, copy)).ifPresent(credential -> {
                    byId.put(card.id(), card);
                    held.add(new HeldCredential(card.id(), credential));
                });
            }
        }
        Map<String, UnverifiedSdJwtVc> credentials = new LinkedHashMap<>();
        held.forEach(one -> credentials.put(one.id(), one.credential()));
        return switch (DcqlMatcher.match(query, held)) {
            case DcqlMatch.Satisfiable(var options, var optional) -> options.stream()
                    .map(option -> choice(option, byId, credentials))
                    .toList();
            case DcqlMatch.Unsatisfiable unsatisfiable -> List.of();
        };
    }

    private static Choice choice(PresentationOption option, Map<String, Card> byId,
                                 Map<String, UnverifiedSdJwtVc> credentials) {
        return new Choice(option.credentials().stream().map(selected -> {
            Card card = Optional.ofNullable(byId.get(selected.credentialId())).orElseThrow();
            UnverifiedSdJwtVc whole = Optional.ofNullable(credentials.get(selected.credentialId())).orElseThrow();
            return new ChosenCard(card, selected, whole.select(selected.disclosed()));
        }).toList());
    }

    /** One way to answer. */
    record Choice(List<ChosenCard> cards) {}

    /** One card of it, with the credential cut down to what would go out. */
    record ChosenCard(Card card, SelectedCredential selected, UnverifiedSdJwtVc shown) {

        /** Top-level names of everything the disclosures bring. */
        List<String> names() {
            Set<String> names = new LinkedHashSet<>();
            shown.disclosablePlaces().forEach(place -> names.add(place.firstName()));
            return List.copyOf(names);
        }

        /** Top-level names of what stays hidden. */
        List<String> hidden() {
            Set<String> names = new LinkedHashSet<>();
            selected.hidden().forEach(place -> names.add(place.firstName()));
            names.removeAll(names());
            return List.copyOf(names);
        }

        List<RequestScreen.Disclosed> disclosed() {
            return shown.disclosures().stream().map(ChosenCard::disclosed).toList();
        }

        Selection selection() {
            return new Selection(selected.queryId(), card.id(), card.vct(),
                    selected.disclosed().stream().<JsonNode>map(ClaimPath::toJson).toList(),
                    names());
        }

        private static RequestScreen.Disclosed disclosed(Disclosure disclosure) {
            return new RequestScreen.Disclosed(disclosure.claimName().orElse(""),
                    new String(StrictJson.canonical(disclosure.value()), StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "ChosenCard[…]";
        }
    }
}
