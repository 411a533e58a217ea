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
import org.amana.support.ledger.LedgerClient;
import org.amana.support.trust.TrustListSource;
import org.springframework.stereotype.Service;

/**
 * Looks for the person's consent to one request: the ledger's GIVEN or RENEWED entry for exactly it, not yet ended, its
 * receipt verified offline against the log's key from the trust list.
 */
@Service
public class ProveConsent {
    private static final Duration SKEW = Duration.ofMinutes(1);
    private final LedgerClient ledger;
    private final TrustListSource trust;
    private final Clock clock;

    ProveConsent(LedgerClient ledger, TrustListSource trust, Clock clock) {
        this.ledger = ledger;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * Asks the ledger, so not within a database transaction.
     *
     * @param covers whether the terms are the ones it is looked up for
     */
    public FoundConsent prove(String requestHash, Predicate<ConsentEvent> covers) {
        Optional<ConsentState> state;
        List<TrustedLedger> ledgers;
        try {
            state = ledger.consentFor(new RequestHash(requestHash));
            ledgers = trust.current().ledgers();
        } catch (ProblemException e) {
            return new FoundConsent.Unknown(
                    new Finding("consent_unavailable", "the consent cannot be looked up now: " + e.problem().code()));
        }
        if (state.isEmpty())
            return refused("consent_missing", "the ledger holds no consent to this request");
        if (state.get().state() != ConsentState.Standing.GIVEN)
            return refused("consent_" + state.get().state().name().toLowerCase(Locale.ROOT),
                    "the consent to this request is not given (any more)");
        return proved(requestHash, state.get(), ledgers, covers);
    }

    private FoundConsent proved(String requestHash, ConsentState state, List<TrustedLedger> ledgers,
                                Predicate<ConsentEvent> covers) {
        List<Finding> reasons = List
                .of(new Finding("consent_unproved", "no ledger in the trust list signed the receipt"));
        for (TrustedLedger one : ledgers) {
            switch (state.receipt().verify(one.log())) {
                case ReceiptVerdict.Verified(var event, _, _) -> {
                    return event instanceof SignedConsentEvent consent
                            && isTo(requestHash, state, consent.event()) && covers.test(consent.event())
                                    ? new FoundConsent.Proved(consent.event())
                                    : refused("consent_mismatch", "the consent in the ledger is to something else");
                }
                case ReceiptVerdict.Rejected(var findings) -> reasons = findings.stream()
                        .map(finding -> new Finding("consent_unproved", finding.reason() + ": " + finding.detail()))
                        .toList();
            }
        }
        return new FoundConsent.NotProved(reasons);
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
