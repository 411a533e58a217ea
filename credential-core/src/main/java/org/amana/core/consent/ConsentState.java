package org.amana.core.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.register.CredentialCategory;

/**
 * What stands of one record.
 *
 * @param source authority that may be asked for the data; absent where the person shows them
 * @param categories what was decided on
 * @param decidedIndex entry of the newest DEFERRED, GIVEN, RENEWED or REFUSED
 * @param withdrawnIndex entry of the WITHDRAWN
 * @param erasedIndex entry of the recipient's confirmation
 * @param validUntil end of what was decided last, whole seconds
 */
public record ConsentState(RecordId record, RelationId relation, String controller, String purpose,
                           Optional<String> source, List<CredentialCategory> categories, RequestHash requestHash,
                           Standing standing, long decidedIndex, Instant decidedAt,
                           Optional<Long> withdrawnIndex,
                           Optional<Instant> withdrawnAt, Optional<Long> erasedIndex, Optional<Instant> erasedAt,
                           Optional<Instant> validUntil) {
    public ConsentState {
        categories = List.copyOf(categories);
    }

    /** Where a record stands. */
    public enum Standing {
        /** The person put the answer off; nothing is permitted. */
        DEFERRED,
        /** Given, and perhaps renewed since. */
        GIVEN,
        /** Nothing was given. */
        REFUSED,
        /** Given once and taken back. */
        WITHDRAWN;

        /** True when the recipient may have received something. */
        boolean wasGiven() {
            return this == GIVEN || this == WITHDRAWN;
        }
    }

    ConsentState decided(Standing now, long index, ConsentEvent event) {
        return new ConsentState(record, relation, controller, purpose, source, event.terms().categories(),
                requestHash, now, index, event.time(),
                withdrawnIndex, withdrawnAt, erasedIndex, erasedAt, event.terms().validUntil());
    }

    ConsentState withdrawn(long index, Instant at) {
        return new ConsentState(record, relation, controller, purpose, source, categories, requestHash,
                Standing.WITHDRAWN, decidedIndex,
                decidedAt, Optional.of(index), Optional.of(at), erasedIndex, erasedAt, validUntil);
    }

    ConsentState erased(long index, Instant at) {
        return new ConsentState(record, relation, controller, purpose, source, categories, requestHash, standing,
                decidedIndex, decidedAt,
                withdrawnIndex, withdrawnAt, Optional.of(index), Optional.of(at), validUntil);
    }

    /** True while the recipient may keep what it was given. */
    public boolean isInForce() {
        return standing == Standing.GIVEN && erasedIndex.isEmpty();
    }

    /** True while something is permitted by it: it stands and has not ended. */
    public boolean permitsAt(Instant now) {
        return isInForce() && validUntil.map(now::isBefore).orElse(true);
    }

    /** The entry that says how it stands now. */
    public long standingIndex() {
        return withdrawnIndex.orElse(decidedIndex);
    }
}
