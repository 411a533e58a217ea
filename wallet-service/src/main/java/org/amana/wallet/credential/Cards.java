package org.amana.wallet.credential;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.status.StatusReference;
import org.amana.wallet.credential.Card.CopyNote;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryKind;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.keyring.Keyring;
import org.amana.wallet.keyring.Keyrings;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.type.ProtocolClaims;
import org.amana.wallet.type.TypeWords;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/** The cards of a wallet. */
@Component
public class Cards {

    private final CardStates states;
    private final TypeWords types;
    private final Keyrings keyrings;
    private final History history;
    private final Clock clock;
    private final RandomGenerator random;

    Cards(CardStates states, TypeWords types, Keyrings keyrings, History history, Clock clock, RandomGenerator random) {
        this.states = states;
        this.types = types;
        this.keyrings = keyrings;
        this.history = history;
        this.clock = clock;
        this.random = random;
    }

    /** The cards as a person reads them, the newest first; asks status lists that are not at hand. */
    public List<CardView> list(Vault vault, Locale language) {
        return all(vault).stream().map(card -> view(card, language)).toList();
    }

    /** One card as a person reads it. */
    public Optional<CardView> find(Vault vault, String id, Locale language) {
        return card(vault, id).map(card -> view(card, language));
    }

    /** Every card, the newest first. */
    public List<Card> all(Vault vault) {
        return vault.all(VaultCollection.CARDS, Card.class)
                .stream()
                .sorted(Comparator.comparing(Card::received).reversed())
                .toList();
    }

    public Optional<Card> card(Vault vault, String id) {
        return vault.find(VaultCollection.CARDS, id, Card.class);
    }

    /** The credential of a copy; empty once the card was deleted. */
    public Optional<UnverifiedSdJwtVc> credential(Vault vault, CopyNote copy) {
        return vault.find(VaultCollection.COPIES, copy.id(), HeldCopy.class)
                .map(held -> UnverifiedSdJwtVc.parse(held.sdJwt()));
    }

    public CardState state(Card card) {
        return states.of(card);
    }

    /**
     * Stores a batch as one card: keys, copies and history, all or nothing.
     *
     * @param batch at least one, all of one type
     */
    public Card add(Vault vault, PartyNote issuer, List<ReceivedCredential> batch) {
        var first = batch.getFirst().credential();
        Keyring keyring = keyrings.of(vault);
        List<CopyNote> copies = new ArrayList<>();
        String id = id();
        return vault.alone(() -> {
            for (ReceivedCredential received : batch) {
                Optional<StatusReference> status = received.credential().status();
                CopyNote copy = new CopyNote(id(), received.key().kid(),
                        status.map(reference -> reference.uri().toString()).orElse(null),
                        status.map(StatusReference::index).orElse(0L), 0);
                keyring.keep(vault, received.key());
                vault.put(VaultCollection.COPIES, copy.id(), new HeldCopy(received.credential().compact()));
                copies.add(copy);
            }
            Card card = new Card(id, first.vct(), issuer, first.claims(), clock.instant(),
                    first.expiresAt().orElse(null), copies);
            vault.put(VaultCollection.CARDS, id, card);
            history.add(vault, HistoryKind.ISSUED, issuer, List.of(note(card)), null, null, false, null, null);
            return card;
        });
    }

    /** Counts one use of a copy, inside the caller's step on the vault. */
    public void used(Vault vault, String cardId, String copyId) {
        card(vault, cardId).ifPresent(card -> vault.put(VaultCollection.CARDS, cardId, card.withUse(copyId)));
    }

    /**
     * Deletes a card with its copies and keys; the history keeps that it was there.
     *
     * @return thumbprints of the keys, for the browser to forget its halves
     * @throws ProblemException {@link ApiProblem.NotFound}
     */
    public List<String> delete(Vault vault, String id) {
        return vault.alone(() -> {
            Card card = card(vault, id)
                    .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such card")));
            Keyring keyring = keyrings.of(vault);
            for (CopyNote copy : card.copies()) {
                vault.remove(VaultCollection.COPIES, copy.id());
                keyring.forget(vault, copy.kid());
            }
            vault.remove(VaultCollection.CARDS, id);
            history.add(vault, HistoryKind.DELETED, card.issuer(), List.of(note(card)), null, null, false, null, null);
            return card.copies().stream().map(CopyNote::kid).toList();
        });
    }

    private static CardNote note(Card card) {
        return new CardNote(card.vct(), ProtocolClaims.topLevel(card.claims()));
    }

    private CardView view(Card card, Locale language) {
        return new CardView(card.id(), card.vct(), types.name(card.vct(), language),
                new CardView.Issuer(card.issuer().identifier(), card.issuer().name(language), card.issuer().country()),
                state(card).word(),
                types.show(card.vct(), card.claims(), ProtocolClaims.topLevel(card.claims()), language),
                card.copiesLeft(), card.received(), card.expires(),
                card.copies().stream().filter(copy -> copy.uses() == 0).map(CopyNote::kid).toList());
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
