package org.amana.support.ledger;

import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RecordId;

/**
 * Where a consent stands.
 *
 * @param state {@link EventKind#GIVEN}, {@link EventKind#WITHDRAWN}, {@link EventKind#REFUSED} or
 *        {@link EventKind#DEFERRED}; only the first permits anything, while the event in the receipt is valid
 */
public record ConsentState(RecordId record, EventKind state, ConsentReceipt receipt) {
    public ConsentState {
        if (state != EventKind.GIVEN && state != EventKind.WITHDRAWN && state != EventKind.REFUSED
                && state != EventKind.DEFERRED) {
            throw new IllegalArgumentException("a consent is given, withdrawn, refused or put off, not " + state);
        }
    }
}
