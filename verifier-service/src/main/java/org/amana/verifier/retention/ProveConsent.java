package org.amana.verifier.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedLedger;
import org.amana.support.ledger.ConsentState;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.ledger.Ledgers;
import org.springframework.stereotype.Service;

/**
 * Looks for the person's consent to one request: the ledger's GIVEN or RENEWED entry for exactly it, not yet ended, its
 * receipt verified offline against the key, from the trust list, of the one log it belongs into.
 */
@Service
public class ProveConsent {
    private static final Duration SKEW = Duration.ofMinutes(1);
    private final Ledgers ledgers;
    private final Clock clock;

    ProveConsent(Ledgers ledgers, Clock clock) {
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /**
     * Asks the ledger, so not within a database transaction.
     *
     * @param source authority that is to release the data, whose ledger keeps the consent; empty where the person shows
     *        them
     * @param covers whether the terms are the ones it is looked up for
     */
    public FoundConsent prove(String requestHash, Optional<String> source, Predicate<ConsentEvent> covers) {
        Optional<ConsentState> state;
        Optional<TrustedLedger> keeper;
        try {
            keeper = source.map(ledgers::keeperOf).or(ledgers::trustedHome);
            state = ledgers.of(source).consentFor(new RequestHash(requestHash));
        } catch (ProblemException e) {
            if (e.problem() instanceof LedgerProblem.NotTrusted untrusted)
                return refused("consent_ledger_not_trusted", untrusted.detail());
            return new FoundConsent.Unknown(
                    new Finding("consent_unavailable", "the consent cannot be looked up now: " + e.problem().code()));
        }
        if (state.isEmpty())
            return refused("consent_missing", "the ledger holds no consent to this request");
        if (state.get().state() != ConsentState.Standing.GIVEN)
            return refused("consent_" + state.get().state().name().toLowerCase(Locale.ROOT),
                    "the consent to this request is not given (any more)");
        return keeper.map(ledger -> proved(requestHash, state.get(), ledger, covers))
                .orElseGet(() -> refused("consent_unproved", "the trust list does not name this node's ledger"));
    }

    private FoundConsent proved(String requestHash, ConsentState state, TrustedLedger ledger,
                                Predicate<ConsentEvent> covers) {
        return switch (state.receipt().verify(ledger.log())) {
            case ReceiptVerdict.Verified(var event, _, _) -> event instanceof SignedConsentEvent consent
                    && isTo(requestHash, state, consent.event()) && covers.test(consent.event())
                            ? new FoundConsent.Proved(consent.event())
                            : refused("consent_mismatch", "the consent in the ledger is to something else");
            case ReceiptVerdict.Rejected(var findings) -> new FoundConsent.NotProved(findings.stream()
                    .map(finding -> new Finding("consent_unproved", finding.reason() + ": " + finding.detail()))
                    .toList());
        };
    }

    private boolean isTo(String requestHash, ConsentState state, ConsentEvent event) {
        Instant now = clock.instant();
        return event.kind().isConsent() && event.requestHash().value().equals(requestHash)
                && event.record().equals(state.record())
                && event.terms().validUntil().filter(end -> !end.isAfter(now)).isEmpty()
                && !event.time().isAfter(now.plus(SKEW));
    }

    private static FoundConsent refused(String reason, String detail) {
        return new FoundConsent.NotProved(List.of(new Finding(reason, detail)));
    }
}
