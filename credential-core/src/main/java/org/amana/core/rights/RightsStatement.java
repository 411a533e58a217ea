package org.amana.core.rights;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.amana.core.consent.Opening;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;

/** A signed message about a right: what was asked, or how it was answered. Its signature was checked. */
public sealed interface RightsStatement permits RightsRequest, RightsAnswer {

    /** The text that was verified. */
    String compact();

    /** Whole seconds. */
    Instant time();

    /** Base64url of the SHA-256 of the text: what others call it by. */
    default String digest() {
        return Base64Url.encode(Sha256.of(bytes()));
    }

    /** What is committed to. */
    default byte[] bytes() {
        return compact().getBytes(StandardCharsets.US_ASCII);
    }

    /** For a new entry, with a salt of its own. */
    default Opening opening(RandomGenerator random) {
        byte[] salt = new byte[Opening.SALT_BYTES];
        random.nextBytes(salt);
        return Opening.of(bytes(), salt);
    }
}
