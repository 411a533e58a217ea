package org.amana.support.ledger;

import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.RecordId;

/**
 * Where a consent stands.
 *
 * @param state only {@link Standing#GIVEN} permits anything, while the event in the receipt is valid
 */
public record ConsentState(RecordId record, Standing state, ConsentReceipt receipt) {
    /** What the ledger says of a record. */
    public enum Standing {
        DEFERRED, GIVEN, REFUSED, WITHDRAWN,
        /** Given once, for a time that is over; the receipt is that of the giving or of its last renewal. */
        EXPIRED
    }
}
