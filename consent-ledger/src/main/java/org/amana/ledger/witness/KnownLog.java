package org.amana.ledger.witness;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.amana.core.key.Sha256;
import org.amana.core.note.LogIdentity;

/**
 * A log of another node that this one cosigns and watches.
 *
 * @param identity its origin and all its keys
 * @param url where it publishes its tiles, such as {@code https://ledger.example/tlog}
 */
record KnownLog(LogIdentity identity, Optional<URI> url) {
    String origin() {
        return identity.origin();
    }

    /** "Origin hash" of C2SP tlog-witness, "Monitor Retrieval Mechanism". */
    static String hash(String origin) {
        return HexFormat.of().formatHex(Sha256.of(origin.getBytes(StandardCharsets.UTF_8)));
    }
}
