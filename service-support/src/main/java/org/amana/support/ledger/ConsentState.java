package org.amana.support.ledger;

import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RecordId;

/**
 * Where a consent stands.
 *
 * @param state {@link EventKind#GIVEN}, {@link EventKind#WITHDRAWN} or {@link EventKind#REFUSED}; only the first permits
 *        anything
 */
public record ConsentState(RecordId record, EventKind state, ConsentReceipt receipt) {
    public ConsentState {
        if (state != EventKind.GIVEN && state != EventKind.WITHDRAWN && state != EventKind.REFUSED) {
            throw new IllegalArgumentException("a consent is given, withdrawn or refused, not " + state);
        }
    }
}
