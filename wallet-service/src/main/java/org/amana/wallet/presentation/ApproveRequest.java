package org.amana.wallet.presentation;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.EventSignature;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.jose.Jwks;
import org.amana.core.json.Base64Url;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.wallet.consent.ConsentAsked;
import org.amana.wallet.consent.Consents;
import org.amana.wallet.consent.LedgerEntries;
import org.amana.wallet.consent.LedgerFailure;
import org.amana.wallet.credential.Card;
import org.amana.wallet.credential.Cards;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.History;
import org.amana.wallet.keyring.HolderKey;
import org.amana.wallet.keyring.KeyringProblem;
import org.amana.wallet.keyring.Keyrings;
import org.amana.wallet.keyring.Signatures;
import org.amana.wallet.presentation.PendingRequest.Approval;
import org.amana.wallet.presentation.PendingRequest.Copy;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * From the person's yes to a card that was shown, in one order that never changes: the event is signed, the entry is
 * committed and its proof verified (and GIVEN, where consent is the basis), only then are the key-binding bytes handed
 * out, signed and sent. What a step made is kept before it is sent, so that a retry is the same act.
 */
@Component
public class ApproveRequest {

    private final ExamineRequest examine;
    private final Terms terms;
    private final LedgerEntries ledger;
    private final Consents consents;
    private final SendPresentation send;
    private final Cards cards;
    private final Keyrings keyrings;
    private final History history;
    private final NoticeText notices;
    private final Clock clock;
    private final RandomGenerator random;

    ApproveRequest(ExamineRequest examine, Terms terms, LedgerEntries ledger, Consents consents, SendPresentation send,
            Cards cards, Keyrings keyrings, History history, NoticeText notices, Clock clock, RandomGenerator random) {
        this.examine = examine;
        this.terms = terms;
        this.ledger = ledger;
        this.consents = consents;
        this.send = send;
        this.cards = cards;
        this.keyrings = keyrings;
        this.history = history;
        this.notices = notices;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Says yes. With a server keyring everything happens now; with a browser keyring the event comes back for its
     * signature. After an interruption it goes on where it stopped.
     *
     * @throws ProblemException {@link PresentationProblem}, {@link LedgerFailure}, {@link ApiProblem}
     */
    public ApprovalView approve(Vault vault, String id, ApprovalWish wish, Locale language) {
        PendingRequest pending = ReadRequest.pending(vault, id);
        ExaminedRequest examined = examine.again(pending.clientId(), pending.requestObject());
        Approval started = pending.approval();
        if (started != null && started.event() != null) {
            return goOn(vault, pending, examined);
        }
        requireExplicit(vault, examined, wish.accept(), language);
        List<Copy> copies = copies(vault, pending, wish.option());
        Optional<List<CardNote>> send = examined.exchange()
                .map(exchange -> wish.send().map(exchange::chosen).orElseGet(exchange::cards));
        Optional<HolderKey> oneTime = keyrings.of(vault).fresh(1).map(List::getFirst);
        ECKey actor = oneTime.map(HolderKey::publicJwk)
                .orElseGet(() -> wish.eventKey()
                        .map(Keyrings::publicKey)
                        .orElseThrow(() -> new ProblemException(new KeyringProblem.WrongKeys("expected event_key"))));
        PendingRequest approved = pending.with(new Approval(wish.option(), copies, RecordId.random(random).value(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS), Jwks.toMinimalJson(actor),
                IdempotencyKey.random(random).value(), IdempotencyKey.random(random).value(), null, null, null,
                null, send.orElse(null), wish.mayWrite() && examined.exchange().isPresent()));
        ConsentEvent event = terms.approved(approved, examined, approval(approved));
        if (oneTime.isPresent()) {
            SignedConsentEvent signed = EventSignature.sign(event, oneTime.get().pair().orElseThrow());
            return goOn(vault, signed(vault, approved, signed), examined);
        }
        save(vault, approved);
        return ApprovalView.signEvent(EventSignature.signingInput(event), copies.stream().map(Copy::kid).toList());
    }

    /**
     * Takes the browser's signature of the event and commits the entry.
     *
     * @throws ProblemException as {@link #approve}; {@link KeyringProblem.WrongSignature} before anything is sent
     */
    public ApprovalView enter(Vault vault, String id, String signature) {
        PendingRequest pending = ReadRequest.pending(vault, id);
        ExaminedRequest examined = examine.again(pending.clientId(), pending.requestObject());
        Approval approval = approval(pending);
        if (approval.event() != null) {
            return goOn(vault, pending, examined);
        }
        ConsentEvent event = terms.approved(pending, examined, approval);
        byte[] raw = Signatures.parse(signature);
        Signatures.require(event.actor(), EventSignature.signingInput(event), raw);
        return goOn(vault, signed(vault, pending, EventSignature.attach(event, raw)), examined);
    }

    /**
     * Takes the browser's key-binding signatures and sends the answer.
     *
     * @throws ProblemException as {@link #approve}; {@link KeyringProblem.WrongSignature} before anything is sent
     */
    public ApprovalView present(Vault vault, String id, List<String> signatures) {
        PendingRequest pending = ReadRequest.pending(vault, id);
        ExaminedRequest examined = examine.again(pending.clientId(), pending.requestObject());
        if (approval(pending).shown() == null) {
            throw new ProblemException(new ApiProblem.WrongStep("expected a committed entry first"));
        }
        return send.send(vault, pending, examined, signatures.stream().map(Signatures::parse).toList());
    }

    /** Everything after the event's signature. */
    private ApprovalView goOn(Vault vault, PendingRequest signed, ExaminedRequest examined) {
        PendingRequest committed = signed;
        if (approval(signed).shown() == null) {
            commit(vault, signed, examined);
            committed = send.prepare(vault, signed, examined);
        }
        Optional<List<byte[]>> signatures = send.sign(vault, committed);
        return signatures.isPresent()
                ? send.send(vault, committed, examined, signatures.get())
                : ApprovalView.signPresentations(approval(committed).entryKey(), send.views(committed));
    }

    /** No receipt, no release. */
    private void commit(Vault vault, PendingRequest pending, ExaminedRequest examined) {
        Approval approval = approval(pending);
        String event = approval.event();
        String salt = approval.salt();
        if (event == null || salt == null) {
            throw new ProblemException(new ApiProblem.WrongStep("expected a signed event first"));
        }
        try {
            ledger.approve(vault, new IdempotencyKey(approval.entryKey()),
                    Opening.of(Base64Url.decode(event), Base64Url.decode(salt)), pending.notice());
            if (examined.isByConsent()) {
                consents.decide(vault, EventKind.GIVEN, new IdempotencyKey(approval.consentKey()),
                        given(vault, pending, examined, approval));
            }
        } catch (ProblemException e) {
            if (e.problem() instanceof LedgerFailure) {
                note(vault, pending, examined, e);
            }
            throw e;
        }
    }

    /** A guardian's consent ends with their mandate, where the card says when; their wallet keeps for whom it is. */
    private ConsentAsked given(Vault vault, PendingRequest pending, ExaminedRequest examined, Approval approval) {
        ConsentAsked asked = terms.consent(pending, examined, EventKind.GIVEN, Terms.agreed(pending, approval));
        Optional<AskedExchange> exchange = examined.exchange().filter(AskedExchange::isForWard);
        if (exchange.isEmpty()) {
            return asked;
        }
        List<HeldMandate> mandates = pending.options()
                .get(approval.option())
                .cards()
                .stream()
                .flatMap(selection -> cards.card(vault, selection.cardId()).stream())
                .flatMap(card -> HeldMandate.of(card).stream())
                .toList();
        return mandates.stream()
                .flatMap(mandate -> mandate.ends(exchange.get().source()).stream())
                .reduce(asked, ConsentAsked::endingBy, (_, later) -> later)
                .about(mandates.stream().flatMap(mandate -> mandate.ward().stream()).findFirst());
    }

    /** Where the store is away too, what the person is told stays the same. */
    private void note(Vault vault, PendingRequest pending, ExaminedRequest examined, ProblemException failure) {
        try {
            history.addFailure(vault, examined.party(), Terms.cards(pending, approval(pending)),
                    failure.problem().code());
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private PendingRequest signed(Vault vault, PendingRequest pending, SignedConsentEvent event) {
        Opening opening = Opening.make(event, random);
        PendingRequest signed = pending.with(approval(pending).signed(Base64Url.encode(opening.event()),
                Base64Url.encode(opening.salt())));
        save(vault, signed);
        return signed;
    }

    private void requireExplicit(Vault vault, ExaminedRequest examined, List<String> accepted, Locale language) {
        for (String code : examined.explicit()) {
            // what the ledger would not take cannot be agreed to either
            if (!accepted.contains(code) || examined.exchange().isPresent()) {
                history.addFailure(vault, examined.party(), examined.overAsked(), code);
                throw new ProblemException(switch (code) {
                    case ExaminedRequest.OVER_ASKING ->
                        new PresentationProblem.OverAsking(notices.labels(examined.overAsked(), language));
                    case ExaminedRequest.REGISTRATION_ENDED -> new PresentationProblem.RegistrationEnded();
                    default -> new PresentationProblem.IdentifierMismatch();
                });
            }
        }
    }

    private List<Copy> copies(Vault vault, PendingRequest pending, int option) {
        if (option < 0 || option >= pending.options().size()) {
            throw new ProblemException(new PresentationProblem.CannotAnswer());
        }
        List<Copy> copies = new ArrayList<>();
        for (PendingRequest.Selection selection : pending.options().get(option).cards()) {
            Card.CopyNote copy = cards.card(vault, selection.cardId())
                    .flatMap(Card::nextCopy)
                    .orElseThrow(() -> new ProblemException(new PresentationProblem.CannotAnswer()));
            copies.add(new Copy(copy.id(), copy.kid()));
        }
        return copies;
    }

    static Approval approval(PendingRequest pending) {
        return Optional.ofNullable(pending.approval())
                .orElseThrow(() -> new ProblemException(new ApiProblem.WrongStep("expected an approval first")));
    }

    private static void save(Vault vault, PendingRequest pending) {
        vault.put(VaultCollection.REQUESTS, pending.id(), pending);
    }
}
