package org.amana.verifier.rights;

import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsOutcome;
import org.amana.verifier.organisation.AccessKeys;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.retention.KeptDiplomas;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers a request once. To erase is what a withdrawal does: every copy and every delivery under the consent goes, what is
 * still to come is stopped, and the ledger is told; here it is the same transaction as the answer.
 */
@Service
public class AnswerRight {
    private final RightsInbox inbox;
    private final KeptDiplomas kept;
    private final AccessKeys keys;
    private final Clock clock;
    private final RandomGenerator random;

    AnswerRight(RightsInbox inbox, KeptDiplomas kept, AccessKeys keys, Clock clock, RandomGenerator random) {
        this.inbox = inbox;
        this.kept = kept;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Erases and says so, or refuses on a ground of the law.
     *
     * @param who user name
     * @throws ProblemException {@link RightsProblem.Unknown}, {@link RightsProblem.AlreadyAnswered}
     */
    @Transactional
    public void answer(Organisation organisation, String id, RightsOutcome outcome, String who) {
        AskedRight asked = inbox.find(organisation.id(), id);
        Instant now = clock.instant();
        RightsAnswer answer = RightsAnswer.sign(keys.of(organisation), organisation.partyId(), id, outcome, now);
        if (!inbox.answer(asked, answer, answer.opening(random), who, now))
            throw new ProblemException(new RightsProblem.AlreadyAnswered());
        if (!outcome.isRefusal())
            kept.withdraw(organisation.id(), asked.record(), asked.requestHash(), asked.log(), now);
    }
}
