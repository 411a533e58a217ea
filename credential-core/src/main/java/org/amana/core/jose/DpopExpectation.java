package org.amana.core.jose;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the request at hand demands of its DPoP proof (RFC 9449 section 4.3).
 *
 * @param htm method of the request
 * @param htu address of the request as the client sees it; query and fragment are ignored
 * @param accessToken present at a resource server: {@code ath} must be its hash
 * @param nonceIsCurrent present where a nonce is required; says whether the server still accepts it
 * @param now time of the check
 */
public record DpopExpectation(String htm, URI htu, Optional<String> accessToken,
                              Optional<Predicate<String>> nonceIsCurrent, Instant now) {

    /** At the token endpoint, no nonce required. */
    public static DpopExpectation of(String htm, URI htu, Instant now) {
        return new DpopExpectation(htm, htu, Optional.empty(), Optional.empty(), now);
    }

    public DpopExpectation withAccessToken(String token) {
        return new DpopExpectation(htm, htu, Optional.of(token), nonceIsCurrent, now);
    }

    public DpopExpectation withNonce(Predicate<String> isCurrent) {
        return new DpopExpectation(htm, htu, accessToken, Optional.of(isCurrent), now);
    }
}
