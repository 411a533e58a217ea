package org.amana.support.ledger;

import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.RecordId;

/**
 * An entry of a consent record, with the receipt for the person.
 *
 * @param index zero-based place in the log
 */
public record ConsentEntry(RecordId record, long index, ConsentReceipt receipt) {
    public ConsentEntry {
        if (index < 0) {
            throw new IllegalArgumentException("an index is not negative");
        }
    }
}
