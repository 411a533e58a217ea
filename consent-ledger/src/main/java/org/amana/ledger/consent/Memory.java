package org.amana.ledger.consent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.RecordId;

/**
 * How records stand, as the sequencer's thread left them: what it decides on without asking the database. It holds as
 * long as nobody else can have written; if another process did, the batch that was decided by it fails at the fence.
 */
final class Memory {
    private static final int MOST = 100_000;
    private final Cache<RecordId, ConsentState> states = Caffeine.newBuilder().maximumSize(MOST).build();
    private long reading;

    /** Forgets all unless it is of this reading of the tables. */
    void holdsFor(long now) {
        if (now != reading) {
            states.invalidateAll();
            reading = now;
        }
    }

    Optional<ConsentState> of(RecordId record) {
        return Optional.ofNullable(states.getIfPresent(record));
    }

    void keep(ConsentState state) {
        states.put(state.record(), state);
    }

    void forget(RecordId record) {
        states.invalidate(record);
    }
}
