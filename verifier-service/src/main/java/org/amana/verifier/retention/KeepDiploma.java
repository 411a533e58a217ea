package org.amana.verifier.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
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
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.Token;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stores a diploma only under a consent that is proved: the ledger's GIVEN or RENEWED entry for exactly this request,
 * not yet ended, its receipt verified offline against the log's key from the trust list.
 */
@Service
public class KeepDiploma {
    private final LedgerClient ledger;
    private final TrustListSource trust;
    private final KeptDiplomas kept;
    private final Clock clock;
    private final RandomGenerator random;

    KeepDiploma(LedgerClient ledger, TrustListSource trust, KeptDiplomas kept, Clock clock, RandomGenerator random) {
        this.ledger = ledger;
        this.trust = trust;
        this.kept = kept;
        this.clock = clock;
        this.random = random;
    }

    /** What came of the look at the consent. */
    public sealed interface Consent {
        /** It covers this request. */
        record Proved(String record) implements Consent {}

        /** It does not, for good. */
        record NotProved(List<Finding> findings) implements Consent {}

        /** The ledger or the trust list cannot be asked now; the wallet may send its answer again. */
        record Unknown(Finding finding) implements Consent {}
    }

    /** Looks for the consent; asks the ledger, so not within a database transaction. */
    public Consent consent(Organisation organisation, Check check, String requestHash) {
        Optional<ConsentState> state;
        List<TrustedLedger> ledgers;
        try {
            state = ledger.consentFor(new RequestHash(requestHash));
            ledgers = trust.current().ledgers();
        } catch (ProblemException e) {
            return new Consent.Unknown(
                    new Finding("consent_unavailable", "the consent cannot be looked up now: " + e.problem().code()));
        }
        if (state.isEmpty())
            return refused("consent_missing", "the ledger holds no consent to this request");
        if (state.get().state() != ConsentState.Standing.GIVEN)
            return refused("consent_" + state.get().state().name().toLowerCase(Locale.ROOT),
                    "the consent to this request is not given (any more)");
        return proved(organisation, check, requestHash, state.get(), ledgers);
    }

    private Consent proved(Organisation organisation, Check check, String requestHash, ConsentState state,
                           List<TrustedLedger> ledgers) {
        List<Finding> reasons = List
                .of(new Finding("consent_unproved", "no ledger in the trust list signed the receipt"));
        for (TrustedLedger one : ledgers) {
            switch (state.receipt().verify(one.log())) {
                case ReceiptVerdict.Verified(var event, var index, var checkpoint) -> {
                    boolean covers = event instanceof SignedConsentEvent consent
                            && covers(consent.event(), organisation, check, requestHash, state);
                    return covers
                            ? new Consent.Proved(state.record().value())
                            : refused("consent_mismatch", "the consent in the ledger is to something else");
                }
                case ReceiptVerdict.Rejected(var findings) -> reasons = findings.stream()
                        .map(finding -> new Finding("consent_unproved", finding.reason() + ": " + finding.detail()))
                        .toList();
            }
        }
        return new Consent.NotProved(reasons);
    }

    private boolean covers(ConsentEvent event, Organisation organisation, Check check, String requestHash,
                           ConsentState state) {
        return event.kind().isConsent() && event.requestHash().value().equals(requestHash)
                && event.record().equals(state.record())
                && event.terms().controller().equals(organisation.partyId())
                && event.terms().purpose().equals(check.use().id())
                && event.terms().legalBasis().equals(check.use().legalBasis())
                && event.terms().categories().stream().allMatch(category -> check.use().covers(List.of(category)))
                && event.terms().validUntil().filter(end -> !end.isAfter(clock.instant())).isEmpty()
                && !event.time().isAfter(clock.instant().plusSeconds(60));
    }

    /**
     * Stores what was presented, and nothing that was not asked for, until the registered retention ends.
     *
     * @param content {@code {"vct","issuer","claims":{…}}}
     * @return false when the consent was withdrawn while the presentation was on its way
     */
    public boolean keep(Check check, String requestHash, Consent.Proved consent, ObjectNode content) {
        Instant now = clock.instant();
        Instant until = now.atZone(ZoneOffset.UTC).plus(check.use().retention()).toInstant();
        var diploma = new KeptDiploma(Token.fresh(random), check.organisation(), check.use().id(), requestHash,
                consent.record(), KeptDiploma.State.KEPT, now, until, Optional.empty(), Optional.empty(), false);
        return kept.keep(diploma, check.id().value(), content);
    }

    private static Consent refused(String reason, String detail) {
        return new Consent.NotProved(List.of(new Finding(reason, detail)));
    }
}
