package org.amana.verifier.response;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.problem.Finding;
import org.amana.core.vp.VpToken;
import org.amana.verifier.exchange.consent.AgreeToExchange;
import org.amana.verifier.exchange.consent.Agreement;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.CheckState;
import org.amana.verifier.request.Checks;
import org.amana.verifier.request.StoredRequestObject;
import org.amana.verifier.response.ResponseOutcome.Accepted;
import org.amana.verifier.response.ResponseOutcome.Refused;
import org.amana.verifier.verification.PresentationVerdict;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A presentation by which a person, or a guardian beside them, agrees that another authority sends data. */
@Service
final class AcceptExchange {
    private static final int MAX_PRESENTATION_LENGTH = 65_536;
    private final Checks checks;
    private final AgreeToExchange agree;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AcceptExchange(Checks checks, AgreeToExchange agree, Clock clock, PlatformTransactionManager transactions) {
        this.checks = checks;
        this.agree = agree;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param vpToken as it came, for the source: one SD-JWT with its key binding */
    ResponseOutcome accept(Organisation organisation, Check check, StoredRequestObject answered,
                           PresentationVerdict.Verified verified, VpToken vpToken) {
        CredentialQuery asked = answered.query().credentials().getFirst();
        String presentation = vpToken.presentations().getOrDefault(asked.id(), List.of("")).getFirst();
        // it is kept and handed on as it is: nothing may be in it that nobody asked for
        if (verified.overDisclosedCount() > 0 || presentation.length() > MAX_PRESENTATION_LENGTH)
            return reject(check, answered, List.of(new Finding("over_disclosed",
                    "the card was to be shown with nothing but what was asked for")));
        return switch (agree.judge(organisation, check, answered, verified.credential(asked), presentation)) {
            case Agreement.Unknown(var finding) -> new ResponseOutcome.Unavailable(List.of(finding));
            case Agreement.NotFound(var findings) -> reject(check, answered, findings);
            case Agreement.Found found -> store(check, answered, found);
        };
    }

    private ResponseOutcome store(Check check, StoredRequestObject answered, Agreement.Found found) {
        Optional<ResponseOutcome> stored = Optional.ofNullable(transaction.execute(status -> {
            boolean mine = checks.close(check.id(), CheckState.WAITING, CheckState.ANSWERED,
                    Optional.of(answered.requestHash()), Optional.empty(), List.of(), Optional.empty(),
                    clock.instant());
            if (!mine)
                return AcceptResponse.alreadyUsed();
            if (found.store().getAsBoolean())
                return new Accepted(Optional.empty());
            status.setRollbackOnly();
            return null;
        }));
        return stored.orElseGet(() -> reject(check, answered, List.of(new Finding("consent_withdrawn",
                "the consent was withdrawn before anything could be fetched"))));
    }

    private ResponseOutcome reject(Check check, StoredRequestObject answered, List<Finding> findings) {
        boolean mine = checks.close(check.id(), CheckState.WAITING, CheckState.REJECTED,
                Optional.of(answered.requestHash()), Optional.empty(), findings, Optional.empty(), clock.instant());
        return mine ? new Refused(findings) : AcceptResponse.alreadyUsed();
    }
}
