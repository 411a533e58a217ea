package org.amana.ledger.consent;

import java.util.Optional;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.ExchangeStatement;
import org.amana.core.consent.PermitOrder;
import org.amana.core.register.Party;
import org.amana.ledger.log.Appended;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.log.Sequencer;

/** What offices do under consents and laws: permits, denials, what became of permits, and what is said of a law. */
public final class Exchanges {
    private final Reading reading;
    private final StoredEntries stored;
    private final Sequencer sequencer;
    private final ConsentDecisions decisions;
    private final NoticeOutbox outbox;

    Exchanges(Reading reading, StoredEntries stored, Sequencer sequencer, ConsentDecisions decisions,
            NoticeOutbox outbox) {
        this.reading = reading;
        this.stored = stored;
        this.sequencer = sequencer;
        this.decisions = decisions;
        this.outbox = outbox;
    }

    /**
     * Appends the answer to an order whose certificate the caller has checked: a PERMIT or a DENY.
     *
     * @throws org.amana.core.problem.ProblemException {@link ConsentRefusal.UnknownRecord},
     *         {@link ConsentRefusal.Contradicted}, {@link org.amana.ledger.log.LogProblem}
     */
    public Appended answer(PermitOrder order, Idempotency request) {
        return sequencer.append(new ConsentDecisions.Order(order, Optional.of(request), decisions));
    }

    /**
     * Appends what became of a permit, which the caller has held against the permit and a certificate.
     *
     * @throws org.amana.core.problem.ProblemException as above; {@link ConsentRefusal.AlreadyDecided} when the same
     *         office said so before
     */
    public Appended settle(ExchangeOutcome outcome, Idempotency request) {
        return sequencer.append(new ConsentDecisions.Settlement(outcome, Optional.of(request), decisions));
    }

    /**
     * Appends the law that an office names, an objection or its answer, each of which the caller has held against a
     * certificate or a key.
     *
     * @param told who hears of it
     * @throws org.amana.core.problem.ProblemException as above; {@link org.amana.core.consent.LifeProblem}
     */
    public Appended say(ExchangeStatement statement, Optional<Party> told, Idempotency request) {
        Appended appended = sequencer
                .append(new ConsentDecisions.Saying(statement, told, Optional.of(request), decisions));
        told.ifPresent(_ -> outbox.wake());
        return appended;
    }

    /**
     * The permit that an entry gave, if it gave one and was not erased.
     *
     * @throws org.amana.core.problem.ProblemException {@link ConsentRefusal.Contradicted}
     */
    public Optional<ExchangeEvent> permit(long index) {
        return reading.read(connection -> stored.permit(connection, index));
    }
}
