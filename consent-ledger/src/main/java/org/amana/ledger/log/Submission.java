package org.amana.ledger.log;

import java.util.Optional;

/** Something that waits to become an entry. */
public interface Submission {
    /** Who decides on it and keeps what belongs to it. */
    Participant participant();

    /** Absent for what is decided by content alone. */
    Optional<Idempotency> idempotency();

    /** False for what adds no entry, but content to entries that are there ({@link Participant.Batch#amend}). */
    default boolean isEntry() {
        return true;
    }

    /** True for withdrawals: they are taken first and never turned away. */
    default boolean isUrgent() {
        return false;
    }
}
