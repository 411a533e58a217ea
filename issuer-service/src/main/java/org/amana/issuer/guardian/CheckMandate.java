package org.amana.issuer.guardian;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.http.HttpPeer;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustList;
import org.amana.core.sdjwt.SdJwtVcVerdict;
import org.amana.core.sdjwt.SdJwtVcVerifier;
import org.amana.core.sdjwt.TypeMetadataSource;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.amana.core.status.StatusValue;
import org.amana.core.status.VerifiedStatusList;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.X5c;
import org.amana.support.trust.StatusListCopies;
import org.amana.support.trust.TrustListSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether a guardian may decide who gets data about this person: the card is of a court that the trust list lets issue
 * mandates, shown by its holder for exactly these terms, for such matters, and of the guardianship that stands in the
 * office's own register. Neither the requester's word counts for it, nor the ledger's.
 */
@Component
class CheckMandate {
    private static final Logger LOG = LoggerFactory.getLogger(CheckMandate.class);
    private final SdJwtVcVerifier verifier;
    private final TrustListSource trust;
    private final StatusListCopies statusLists;
    private final Clock clock;

    CheckMandate(ChainValidator chains, TrustListSource trust, HttpPeer peer, Clock clock) {
        this.verifier = new SdJwtVcVerifier(chains, TypeMetadataSource.ofSchemas(), clock);
        this.trust = trust;
        this.statusLists = new StatusListCopies(peer, chains, clock);
        this.clock = clock;
    }

    /**
     * The mandate, but for its status and end.
     *
     * @param answerMaxAge of a mandate not known yet: the guardian's answer is not older
     * @return empty when there is none for this
     * @throws ProblemException {@link MandateUnjudged}
     */
    Optional<CheckedMandate> of(ReleaseRequest.Guardian guardian, Ward ward, Duration answerMaxAge) {
        TrustList list = trustList();
        Optional<CheckedMandate> found = ward.known().or(() -> shown(guardian, list, answerMaxAge));
        Optional<String> wrong = found.flatMap(checked -> wrong(checked, ward, list));
        wrong.ifPresent(reason -> LOG.info("a guardian's mandate does not count: {}", reason));
        return wrong.isPresent() ? Optional.empty() : found;
    }

    /**
     * Whether the court says that it still holds.
     *
     * @throws ProblemException {@link MandateUnjudged}
     */
    boolean stands(CheckedMandate checked) {
        try {
            VerifiedStatusList list = statusLists
                    .list(checked.status(), () -> trustList().issuersOf(GuardianMandate.VCT))
                    .filter(one -> X5c.sans(one.chain().leaf())
                            .uris()
                            .stream()
                            .anyMatch(uri -> uri.toString().equals(checked.issuer())))
                    .orElseThrow(() -> unjudged("the court's status list cannot be had"));
            return list.value(checked.status().index(), clock.instant()) == StatusValue.VALID;
        } catch (ProblemException e) {
            throw e.problem() instanceof MandateUnjudged
                    ? e
                    : new ProblemException(new MandateUnjudged("the court's status list has no answer"), e);
        }
    }

    private Optional<CheckedMandate> shown(ReleaseRequest.Guardian guardian, TrustList list, Duration answerMaxAge) {
        SdJwtVcVerdict verdict = verifier.verifyPresentation(guardian.presentation(),
                Optional.of(guardian.answered().keyBinding(answerMaxAge)), list.issuersOf(GuardianMandate.VCT));
        return switch (verdict) {
            case SdJwtVcVerdict.Verified(var card) -> read(card);
            case SdJwtVcVerdict.Rejected(var findings) -> {
                LOG.info("a guardian's presentation does not hold: {}",
                        findings.stream().map(Finding::reason).distinct().toList());
                yield Optional.empty();
            }
        };
    }

    private static Optional<CheckedMandate> read(VerifiedSdJwtVc card) {
        return GuardianMandate.of(card)
                .flatMap(mandate -> card.issuer()
                        .flatMap(issuer -> card.status()
                                .map(status -> new CheckedMandate(mandate, issuer, status))));
    }

    /** Courts and authorities may share a root: each speaks for the types that the trust list gives it. */
    private static Optional<String> wrong(CheckedMandate checked, Ward ward, TrustList list) {
        if (list.issuer(checked.issuer()).filter(issuer -> issuer.types().contains(GuardianMandate.VCT)).isEmpty()) {
            return Optional.of("its issuer may not issue mandates");
        }
        if (!checked.mandate().coversData()) {
            return Optional.of("it is for other matters");
        }
        return ward.reference().equals(Optional.of(checked.mandate().reference()))
                ? Optional.empty()
                : Optional.of("the register does not name this guardianship for the person");
    }

    private TrustList trustList() {
        try {
            return trust.current();
        } catch (ProblemException e) {
            throw new ProblemException(new MandateUnjudged("no trust list can be had: " + e.problem().code()), e);
        }
    }

    private static ProblemException unjudged(String detail) {
        return new ProblemException(new MandateUnjudged(detail));
    }
}
