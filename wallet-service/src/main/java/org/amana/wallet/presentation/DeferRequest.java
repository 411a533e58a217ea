package org.amana.wallet.presentation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RecordId;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.wallet.consent.Consents;
import org.amana.wallet.consent.LedgerFailure;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryKind;
import org.amana.wallet.presentation.PendingRequest.Deferral;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * Says neither yes nor no to a consent that was asked for. Whoever asks hears nothing; the request stays in the wallet
 * until it ends.
 */
@Component
public class DeferRequest {
    /** A request that names no end is answered within a day (as one that nobody put off is forgotten). */
    private static final Duration WITHOUT_END = Duration.ofDays(1);

    private final ExamineRequest examine;
    private final Consents consents;
    private final Terms terms;
    private final History history;
    private final Clock clock;
    private final RandomGenerator random;

    DeferRequest(ExamineRequest examine, Consents consents, Terms terms, History history, Clock clock,
            RandomGenerator random) {
        this.examine = examine;
        this.consents = consents;
        this.terms = terms;
        this.history = history;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Puts the answer off; a second time changes nothing.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}, {@link ApiProblem.WrongStep} where no consent is asked for or
     *             a yes was already begun, {@link PresentationProblem.RequestRefused} once the request is too old
     */
    public void defer(Vault vault, String id) {
        putOff(vault, id, examine(vault, id), HistoryKind.DEFERRED);
    }

    /**
     * The same with another note in the history.
     *
     * @return false where it had been put off before; then nothing is entered or noted
     */
    boolean putOff(Vault vault, String id, ExaminedRequest examined, HistoryKind note) {
        IntendedUse use = examined.use()
                .filter(IntendedUse::restsOnConsent)
                .orElseThrow(() -> new ProblemException(new ApiProblem.WrongStep("expected a request for a consent")));
        Deferral fresh = new Deferral(RecordId.random(random).value(), IdempotencyKey.random(random).value(),
                end(examined), examined.party(), Terms.purpose(use));
        boolean isFirst = vault.alone(() -> {
            PendingRequest pending = ReadRequest.pending(vault, id);
            if (pending.approval() != null) {
                throw new ProblemException(new ApiProblem.WrongStep("expected a request without an answer"));
            }
            if (pending.deferral() != null) {
                return false;
            }
            vault.put(VaultCollection.REQUESTS, id, pending.with(fresh));
            return true;
        });
        if (isFirst) {
            Optional<ConsentReceipt> receipt = enter(vault, id, examined, fresh);
            history.add(vault, note, examined.party(), Terms.asked(examined), Terms.purpose(use), null,
                    false, receipt.map(_ -> fresh.key()).orElse(null),
                    receipt.map(one -> one.proof().index()).orElse(null), Terms.represented(examined));
        }
        return isFirst;
    }

    private ExaminedRequest examine(Vault vault, String id) {
        PendingRequest pending = ReadRequest.pending(vault, id);
        return examine.again(pending.clientId(), pending.requestObject());
    }

    private Instant end(ExaminedRequest examined) {
        Instant end = examined.request().expiresAt().orElseGet(() -> clock.instant().plus(WITHOUT_END));
        return examined.exchange()
                .map(exchange -> exchange.terms().until())
                .filter(end::isAfter)
                .orElse(end);
    }

    /** A ledger that does not answer cannot stop it: what was signed goes there before the next event. */
    private Optional<ConsentReceipt> enter(Vault vault, String id, ExaminedRequest examined, Deferral deferral) {
        try {
            return Optional.of(consents.decide(vault, EventKind.DEFERRED, new IdempotencyKey(deferral.key()),
                    terms.consent(ReadRequest.pending(vault, id), examined, EventKind.DEFERRED,
                            Terms.asked(examined))));
        } catch (ProblemException e) {
            if (e.problem() instanceof LedgerFailure) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
