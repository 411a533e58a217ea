package org.amana.wallet.rectification;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RectificationRequest;
import org.amana.core.rights.RightsClock;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.wallet.credential.Card;
import org.amana.wallet.credential.CardState;
import org.amana.wallet.credential.Cards;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryKind;
import org.amana.wallet.keyring.KeyringProblem;
import org.amana.wallet.keyring.Keyrings;
import org.amana.wallet.keyring.Signatures;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.rectification.AuthorityInbox.Brought;
import org.amana.wallet.type.ProtocolClaims;
import org.amana.wallet.type.ShownClaim;
import org.amana.wallet.type.TypeWords;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/** Requests to put right what a card says: signed once, brought until the authority has them, looked after until answered. */
@Component
public class Rectifications {
    private final Cards cards;
    private final TypeWords types;
    private final Keyrings keyrings;
    private final AuthorityInbox inbox;
    private final History history;
    private final Clock clock;
    private final RandomGenerator random;

    Rectifications(Cards cards, TypeWords types, Keyrings keyrings, AuthorityInbox inbox, History history, Clock clock,
            RandomGenerator random) {
        this.cards = cards;
        this.types = types;
        this.keyrings = keyrings;
        this.inbox = inbox;
        this.history = history;
        this.clock = clock;
        this.random = random;
    }

    /** Whether the key of the card still proves something to who issued it. */
    public boolean canAsk(Vault vault, String cardId) {
        return cards.card(vault, cardId).filter(this::canAsk).isPresent();
    }

    /**
     * Tells the authority; with a browser keyring the text comes back for its signature.
     *
     * @param claims paths of what is wrong, as {@link org.amana.wallet.credential.CardView} shows them
     * @param words what is right, may be empty
     * @throws ProblemException {@link RectificationFailure}, {@link ApiProblem.NotFound}, {@link KeyringProblem}
     */
    public RectificationStep ask(Vault vault, String cardId, List<List<String>> claims, String words,
                                 Locale language) {
        Card card = cards.card(vault, cardId)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such card")));
        String lines = words.replace("\r\n", "\n").strip();
        require(card, claims, lines);
        RectificationNote note = vault.alone(() -> prepare(vault, card, claims, lines));
        Optional<byte[]> signature = keyrings.of(vault).sign(vault, note.kid(), note.signingInput());
        return signature.isPresent()
                ? send(vault, note, signature.get(), language)
                : new RectificationStep(null,
                        new RectificationStep.ToSign(note.id(), note.kid(), note.signingInput()));
    }

    /**
     * Takes the browser's signature and tells the authority.
     *
     * @throws ProblemException as {@link #ask}; {@link KeyringProblem.WrongSignature} before anything is sent
     */
    public RectificationStep sign(Vault vault, String id, String signature, Locale language) {
        RectificationNote note = find(vault, id);
        if (note.statement() != null) {
            throw new ProblemException(new ApiProblem.WrongStep("this was signed before"));
        }
        byte[] raw = Signatures.parse(signature);
        keyrings.of(vault).requireSignature(vault, note.kid(), note.signingInput(), raw);
        return send(vault, note, raw, language);
    }

    /** Newest first; brings what the authority has not got yet, and looks for answers. */
    public List<RectificationView> list(Vault vault, Locale language) {
        return vault.all(VaultCollection.RECTIFICATIONS, RectificationNote.class)
                .stream()
                .filter(note -> note.statement() != null)
                .map(note -> answered(vault, bringAgain(vault, note)))
                .map(note -> view(note, language))
                .sorted(Comparator.comparing(RectificationView::askedAt).reversed())
                .toList();
    }

    /** The same as the vault has it; asks nobody. */
    public List<RectificationView> known(Vault vault, Locale language) {
        return vault.all(VaultCollection.RECTIFICATIONS, RectificationNote.class)
                .stream()
                .filter(note -> note.statement() != null)
                .map(note -> view(note, language))
                .toList();
    }

    /** Whether the id is that of a request of this kind. */
    public boolean has(Vault vault, String id) {
        return vault.find(VaultCollection.RECTIFICATIONS, id, RectificationNote.class).isPresent();
    }

    /** As the vault has it; asks nobody. */
    public RectificationView view(Vault vault, String id, Locale language) {
        return view(sent(vault, id), language);
    }

    RectificationNote sent(Vault vault, String id) {
        return Optional.of(find(vault, id))
                .filter(note -> note.statement() != null)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such request")));
    }

    private static RectificationNote find(Vault vault, String id) {
        return vault.find(VaultCollection.RECTIFICATIONS, id, RectificationNote.class)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such request")));
    }

    private void require(Card card, List<List<String>> claims, String words) {
        List<List<String>> known = types
                .show(card.vct(), card.claims(), ProtocolClaims.topLevel(card.claims()), Locale.ENGLISH)
                .stream()
                .map(ShownClaim::path)
                .toList();
        if (claims.isEmpty() || !known.containsAll(claims) || claims.stream().distinct().count() < claims.size()) {
            throw new ProblemException(
                    new RectificationFailure.NothingTicked("expected claims of the card, each once"));
        }
        if (!RectificationRequest.isAllowed(words)) {
            throw new ProblemException(new RectificationFailure.WordsTooLong(RectificationRequest.MAX_WORDS));
        }
        if (!canAsk(card)) {
            throw new ProblemException(new RectificationFailure.CardEnded());
        }
    }

    private boolean canAsk(Card card) {
        CardState state = cards.state(card);
        return state != CardState.EXPIRED && state != CardState.REVOKED;
    }

    /** A copy that is used for this counts as unused: who issued it knows it already. */
    private RectificationNote prepare(Vault vault, Card card, List<List<String>> claims, String words) {
        vault.all(VaultCollection.RECTIFICATIONS, RectificationNote.class)
                .stream()
                .filter(note -> note.statement() == null && note.card().equals(card.id()))
                .forEach(note -> vault.remove(VaultCollection.RECTIFICATIONS, note.id()));
        Card.CopyNote copy = card.nextCopy()
                .orElseThrow(() -> new ProblemException(new KeyringProblem.KeyGone()));
        UnverifiedSdJwtVc credential = cards.credential(vault, copy)
                .orElseThrow(() -> new ProblemException(new KeyringProblem.KeyGone()));
        String input = RectificationRequest.signingInput(card.issuer().identifier(), credential, claims, words,
                clock.instant().truncatedTo(ChronoUnit.SECONDS), random);
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        return save(vault, new RectificationNote(id, card.id(), card.vct(), card.issuer(), claims, copy.kid(), input,
                null, null, false, null));
    }

    private RectificationStep send(Vault vault, RectificationNote note, byte[] signature, Locale language) {
        RectificationRequest request = RectificationRequest.attach(note.signingInput(), signature);
        RectificationNote signed = save(vault, note.signed(request.compact()));
        RectificationNote ending = switch (inbox.bring(request)) {
            case Brought.Taken(var receipt) -> save(vault, signed.takenWith(receipt.compact()));
            case Brought.Later() -> signed;
            case Brought.Refused(var why) -> {
                vault.remove(VaultCollection.RECTIFICATIONS, note.id());
                throw new ProblemException(why);
            }
        };
        history.add(vault, HistoryKind.ASKED_TO_CORRECT, note.authority(), List.of(about(note)), null, null, false,
                null, null);
        return new RectificationStep(view(ending, language), null);
    }

    private RectificationNote bringAgain(Vault vault, RectificationNote note) {
        if (!note.isToBring()) {
            return note;
        }
        return switch (inbox.bring(note.request().orElseThrow())) {
            case Brought.Taken(var receipt) -> save(vault, note.takenWith(receipt.compact()));
            case Brought.Later() -> note;
            case Brought.Refused _ -> save(vault, note.refusedToTake());
        };
    }

    private RectificationNote answered(Vault vault, RectificationNote note) {
        Optional<Instant> received = note.received();
        if (received.isEmpty() || note.answer() != null) {
            return note;
        }
        return inbox.answer(note.request().orElseThrow(), received.get()).map(said -> vault.alone(() -> {
            RectificationNote answered = note.answeredWith(said.compact());
            if (find(vault, note.id()).answer() == null) {
                save(vault, answered);
                history.add(vault, HistoryKind.ANSWERED, note.authority(), List.of(about(note)), null, null, false,
                        null,
                        null);
            }
            return answered;
        })).orElse(note);
    }

    private static CardNote about(RectificationNote note) {
        return new CardNote(note.vct(), note.claims());
    }

    private static RectificationNote save(Vault vault, RectificationNote note) {
        vault.put(VaultCollection.RECTIFICATIONS, note.id(), note);
        return note;
    }

    private RectificationView view(RectificationNote note, Locale language) {
        Instant now = clock.instant();
        RectificationRequest request = note.request().orElseThrow();
        Optional<RightsClock> month = note.clock();
        Optional<RectificationAnswer> answer = note.answered();
        boolean canComplain = answer.map(one -> one.result() != RectificationAnswer.Result.CORRECTED)
                .orElseGet(() -> month.filter(one -> one.stateAt(now) == RightsClock.State.OVERDUE).isPresent());
        return new RectificationView(note.id(), types.name(note.vct(), language), note.authority().name(language),
                types.labels(note.vct(), note.claims(), language), request.words(), request.time(),
                month.map(RightsClock::lastDay).orElse(null),
                month.map(one -> one.daysLeft(now)).orElse(null),
                month.map(one -> word(one.stateAt(now).name())).orElse(note.notTaken() ? "not_taken" : "undelivered"),
                answer.map(one -> word(one.result().name())).orElse(null),
                answer.map(one -> decisions(one, note.vct(), language)).orElseGet(List::of),
                answer.map(RectificationAnswer::time).orElse(null), canComplain);
    }

    private List<RectificationView.Decision> decisions(RectificationAnswer answer, String vct, Locale language) {
        return answer.decisions()
                .stream()
                .map(one -> new RectificationView.Decision(
                        types.labels(vct, List.of(one.path()), language).getFirst(), word(one.outcome().name()),
                        one.reason().isEmpty() ? null : one.reason()))
                .toList();
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
