package org.amana.issuer.subject;

import java.nio.charset.StandardCharsets;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.key.Sha256;

/** One decision of one key, under which something is remembered: its record, and the request that it answers. */
record Decision(RecordId record, RequestHash request) {
    byte[] digest() {
        return Sha256.of((record.value() + " " + request.value()).getBytes(StandardCharsets.US_ASCII));
    }

    /** Part of what sealing binds to. */
    String context() {
        return record.value() + "/" + request.value();
    }
}
