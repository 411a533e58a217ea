package org.amana.verifier.exchange.order;

import java.time.Instant;
import java.util.Optional;
import org.amana.verifier.organisation.OrganisationId;

/**
 * Data that came once, or the trace that they were erased. What they say is not in here.
 *
 * @param id our name for it
 * @param permitIndex place of the permit in the log of the source's ledger
 */
public record Delivery(String id, ExchangeId order, OrganisationId organisation, State state, long permitIndex,
                       Instant receivedAt, Instant keptUntil, Optional<Instant> erasedAt, Optional<Cause> erasedFor) {

    /** Whether the copy still exists. */
    public enum State {
        KEPT, ERASED
    }

    /** Why it was erased. */
    public enum Cause {
        WITHDRAWN, GUARDIAN_WITHDRAWN, RETENTION_ENDED, OBJECTED, NOT_JUSTIFIED
    }

    /** A look that a member of staff took. */
    public record Look(String who, Instant at) {}
}
