package org.amana.core.consent;

import java.util.Optional;

/**
 * Place of an event in the chain of its relation, so that an omitted one is noticed.
 *
 * @param seq 1 for the first event of a relation
 * @param previous commitment of the event before; absent at 1 only
 */
public record ChainPosition(long seq, Optional<Commitment> previous) {
    public ChainPosition {
        if (seq < 1 || (seq == 1) != previous.isEmpty()) {
            throw ConsentProblem.malformedEvent("the first event has seq 1 and no prev, every other both");
        }
    }

    public static ChainPosition first() {
        return new ChainPosition(1, Optional.empty());
    }

    /** The place after the event here that became {@code commitment}. */
    public ChainPosition next(Commitment commitment) {
        return new ChainPosition(seq + 1, Optional.of(commitment));
    }
}
