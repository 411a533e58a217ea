package org.amana.wallet.consent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.SignedEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;
import org.amana.core.note.TlogProof;
import org.amana.core.note.UnverifiedNote;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A receipt as the vault holds it.
 *
 * @param id      the idempotency key of its entry
 * @param kind    of the event, e.g. {@code APPROVED}; {@code FORGOTTEN} for the proof of an erasure
 * @param index   of the entry in the ledger
 * @param notice  the text the person saw, whose hash is in the event
 * @param brought set where it came in a file from another wallet
 * @param receipt JSON of {@link org.amana.core.consent.ConsentReceipt} or {@link org.amana.core.consent.ErasureReceipt}
 */
record StoredReceipt(String id, String kind, Instant at, long index, String notice, ObjectNode receipt,
                     @Nullable Brought brought) {
    /** Kind of the proof of an erasure. */
    static final String FORGOTTEN = "FORGOTTEN";

    /** An id for a receipt that was not written here: that of its place, which it shares with no other. */
    static String id(String log, long index) {
        return Base64Url.encode(Sha256.of((log + "\n" + index).getBytes(StandardCharsets.UTF_8)));
    }

    boolean isForgotten() {
        return kind.equals(FORGOTTEN);
    }

    TlogProof proof() {
        return TlogProof.parse(receipt.path("proof").asString(""));
    }

    /** Name of the log that its checkpoint claims. */
    String log() {
        return UnverifiedNote.parse(proof().checkpoint()).claimedOrigin();
    }

    /** What was entered; not for the proof of an erasure, which has no event. */
    SignedEvent event() {
        return UnverifiedEvent.parse(ConsentReceipt.parse(receipt).opening().event()).verify();
    }
}
