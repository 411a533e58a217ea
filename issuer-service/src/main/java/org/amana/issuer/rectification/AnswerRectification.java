package org.amana.issuer.rectification;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.ClaimDecision;
import org.amana.core.rights.RectificationAnswer;
import org.amana.issuer.audit.AuditTrail;
import org.amana.issuer.audit.AuditTrail.Action;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityKeys;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers a person, once; the register is corrected where it is kept, not here. */
@Component
public class AnswerRectification {
    private final RectificationInbox inbox;
    private final AuthorityKeys keys;
    private final AuditTrail audit;
    private final Clock clock;

    AnswerRectification(RectificationInbox inbox, AuthorityKeys keys, AuditTrail audit, Clock clock) {
        this.inbox = inbox;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Signs the answer and keeps it for the wallet.
     *
     * @param decisions one about each claim of the request, in its order
     * @param clerk user name of the member of staff
     * @throws ProblemException {@link RectificationProblem.Unknown}, {@link RectificationProblem.AlreadyAnswered},
     *         {@link org.amana.core.consent.ConsentProblem.BadMessage} when a claim is left out
     */
    @Transactional
    public void answer(Authority authority, String id, List<ClaimDecision> decisions, String clerk) {
        AskedRectification asked = inbox.find(authority.id(), id);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        // a clock that was set back must not make an answer that nobody believes
        Instant at = now.isBefore(asked.receivedAt()) ? asked.receivedAt() : now;
        RectificationAnswer answer = RectificationAnswer.sign(keys.credentialKey(authority.id()), asked.request(),
                decisions, asked.receivedAt(), at);
        if (!inbox.answer(authority.id(), answer, clerk)) {
            throw new ProblemException(new RectificationProblem.AlreadyAnswered());
        }
        audit.record(authority.id(), clerk, Action.RECTIFICATION_ANSWERED, "credential " + asked.credential(),
                answer.result().name());
    }
}
