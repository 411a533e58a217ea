package org.amana.ledger.consent;

import java.util.Optional;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.PermitOrder;
import org.amana.ledger.log.Appended;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.log.Sequencer;

/** What offices do under consents: permits, denials and what became of permits. */
public final class Exchanges {
    private final Reading reading;
    private final StoredEntries stored;
    private final Sequencer sequencer;
    private final ConsentDecisions decisions;

    Exchanges(Reading reading, StoredEntries stored, Sequencer sequencer, ConsentDecisions decisions) {
        this.reading = reading;
        this.stored = stored;
        this.sequencer = sequencer;
        this.decisions = decisions;
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
     * The permit that an entry gave, if it gave one and was not erased.
     *
     * @throws org.amana.core.problem.ProblemException {@link ConsentRefusal.Contradicted}
     */
    public Optional<ExchangeEvent> permit(long index) {
        return reading.read(connection -> stored.permit(connection, index));
    }
}
