package org.amana.verifier.rights;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RightsAnswer;
import org.amana.support.ledger.Ledgers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Enters answers into the ledger, again and again until it has them; the person reads an answer that is an entry. */
@Service
public class TellAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(TellAnswers.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int LARGEST_SHIFT = 12;
    private final RightsInbox inbox;
    private final Ledgers ledgers;
    private final Clock clock;

    TellAnswers(RightsInbox inbox, Ledgers ledgers, Clock clock) {
        this.inbox = inbox;
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /** Sends what is due. */
    @Scheduled(fixedDelayString = "${amana.verifier.retention.confirm-every:PT1S}")
    public void sendDue() {
        Instant now = clock.instant();
        inbox.take(now, now.plus(LEASE)).forEach(this::send);
    }

    private void send(RightsInbox.Due due) {
        try {
            inbox.told(due, ledgers.ofLog(Optional.of(due.log()))
                    .answerRight(RightsAnswer.verify(due.answer()), due.opening()));
        } catch (ProblemException e) {
            LOG.warn("the ledger has not taken an answer to a person, try {}: {}", due.attempts(), e.problem().code());
            inbox.later(due, clock.instant().plus(pause(due.attempts())));
        }
    }

    private static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, LARGEST_SHIFT));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
