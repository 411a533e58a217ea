package org.amana.ledger.hold;

import java.time.Instant;
import java.util.Optional;

/**
 * A hold on all that is kept about one relation.
 *
 * @param id without meaning; it is on the log
 * @param law the provision that demands it
 * @param reason in the officer's words; the person reads it
 * @param setIndex entry that says it was set
 * @param lifted when it was lifted
 */
public record LegalHold(String id, Ground ground, String law, String reason, long setIndex, Instant setAt,
                        Optional<Instant> lifted) {
    /** Why erasure waits: GDPR Art. 17(3)(b) to (e). */
    public enum Ground {
        LEGAL_OBLIGATION, PUBLIC_HEALTH, ARCHIVING, LEGAL_CLAIMS
    }

    /** True while nothing may be erased. */
    public boolean stands() {
        return lifted.isEmpty();
    }
}
