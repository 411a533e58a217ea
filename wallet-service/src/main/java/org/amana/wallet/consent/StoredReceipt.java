package org.amana.wallet.consent;

import java.time.Instant;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.SignedEvent;
import org.amana.core.consent.UnverifiedEvent;
import tools.jackson.databind.node.ObjectNode;

/**
 * A receipt as the vault holds it.
 *
 * @param id      the idempotency key of its entry
 * @param kind    of the event, e.g. {@code APPROVED}; {@code FORGOTTEN} for the proof of an erasure
 * @param index   of the entry in the ledger
 * @param notice  the text the person saw, whose hash is in the event
 * @param receipt JSON of {@link org.amana.core.consent.ConsentReceipt} or {@link org.amana.core.consent.ErasureReceipt}
 */
record StoredReceipt(String id, String kind, Instant at, long index, String notice, ObjectNode receipt) {
    /** Kind of the proof of an erasure. */
    static final String FORGOTTEN = "FORGOTTEN";

    /** What was entered; not for the proof of an erasure, which has no event. */
    SignedEvent event() {
        return UnverifiedEvent.parse(ConsentReceipt.parse(receipt).opening().event()).verify();
    }
}
