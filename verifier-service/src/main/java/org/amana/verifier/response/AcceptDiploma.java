package org.amana.verifier.response;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.Finding;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.CheckState;
import org.amana.verifier.request.Checks;
import org.amana.verifier.request.StoredRequestObject;
import org.amana.verifier.response.ResponseOutcome.Accepted;
import org.amana.verifier.response.ResponseOutcome.Refused;
import org.amana.verifier.retention.FoundConsent;
import org.amana.verifier.retention.KeepDiploma;
import org.amana.verifier.verification.PresentationVerdict;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** A presentation that may be kept, if the person's consent to exactly this request is in the ledger. */
@Service
final class AcceptDiploma {
    private final Checks checks;
    private final KeepDiploma keep;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AcceptDiploma(Checks checks, KeepDiploma keep, Clock clock, PlatformTransactionManager transactions) {
        this.checks = checks;
        this.keep = keep;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    ResponseOutcome accept(Organisation organisation, Check check, StoredRequestObject answered,
                           PresentationVerdict.Verified verified) {
        return switch (keep.consent(organisation, check, answered.requestHash())) {
            // the presentation holds and is unused: the check stays open for the same answer again
            case FoundConsent.Unknown(var finding) -> new ResponseOutcome.Unavailable(List.of(finding));
            case FoundConsent.NotProved(var findings) -> reject(check, answered, findings);
            case FoundConsent.Proved proved -> store(check, answered, verified, proved);
        };
    }

    private ResponseOutcome store(Check check, StoredRequestObject answered, PresentationVerdict.Verified verified,
                                  FoundConsent.Proved proved) {
        ObjectNode content = content(answered, verified);
        Optional<ResponseOutcome> stored = Optional.ofNullable(transaction.execute(status -> {
            boolean mine = checks.close(check.id(), CheckState.WAITING, CheckState.ANSWERED,
                    Optional.of(answered.requestHash()), Optional.empty(), List.of(), Optional.empty(),
                    clock.instant());
            if (!mine)
                return AcceptResponse.alreadyUsed();
            if (keep.keep(check, answered.requestHash(), proved, content))
                return new Accepted(Optional.empty());
            status.setRollbackOnly();
            return null;
        }));
        return stored.orElseGet(() -> reject(check, answered,
                List.of(new Finding("consent_withdrawn",
                        "the consent was withdrawn before the diploma could be stored"))));
    }

    private ResponseOutcome reject(Check check, StoredRequestObject answered, List<Finding> findings) {
        boolean mine = checks.close(check.id(), CheckState.WAITING, CheckState.REJECTED,
                Optional.of(answered.requestHash()), Optional.empty(), findings, Optional.empty(), clock.instant());
        return mine ? new Refused(findings) : AcceptResponse.alreadyUsed();
    }

    private static ObjectNode content(StoredRequestObject answered, PresentationVerdict.Verified verified) {
        CredentialQuery asked = answered.query().credentials().getFirst();
        VerifiedSdJwtVc credential = verified.credential(asked);
        ObjectNode content = StrictJson.object().put("vct", credential.vct());
        credential.issuer().ifPresent(issuer -> content.put("issuer", issuer));
        content.set("claims", verified.askedClaims(asked));
        return content;
    }
}
