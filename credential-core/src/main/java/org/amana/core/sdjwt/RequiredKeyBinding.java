package org.amana.core.sdjwt;

import java.time.Duration;
import java.util.List;

/**
 * What a KB-JWT must say to be for this Verifier and this transaction (RFC 9901 section 7.3 step 5).
 *
 * @param audience the full Client Identifier, or {@code origin:} and the origin over the Digital Credentials API
 * @param maxAge how far back {@code iat} may lie
 * @param transactionData the strings of {@code transaction_data} that this presentation authorises; usually none
 */
public record RequiredKeyBinding(String nonce, String audience, Duration maxAge, List<String> transactionData) {
    /** Time a person may take between signing and sending, plus clocks that differ. */
    public static final Duration DEFAULT_MAX_AGE = Duration.ofMinutes(10);

    public RequiredKeyBinding {
        if (nonce.isEmpty() || audience.isEmpty() || maxAge.isNegative()) {
            throw new IllegalArgumentException("nonce, audience and age are required");
        }
        transactionData = List.copyOf(transactionData);
    }

    public static RequiredKeyBinding of(String nonce, String audience) {
        return new RequiredKeyBinding(nonce, audience, DEFAULT_MAX_AGE, List.of());
    }
}
