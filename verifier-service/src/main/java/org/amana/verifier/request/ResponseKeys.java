package org.amana.verifier.request;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.support.sealing.Sealer;
import org.springframework.stereotype.Component;

/**
 * The private key that the response of one check is encrypted to (HAIP 1.0 section 5: a fresh key per
 * request), sealed at rest, and the sealer derived from it: when the check closes the key is erased, and
 * whatever was sealed under it with it.
 */
@Component
public final class ResponseKeys {
    private static final int MAX_JWK_BYTES = 4_096;
    private final Sealer sealer;
    private final RandomGenerator random;

    ResponseKeys(Sealer sealer, RandomGenerator random) {
        this.sealer = sealer;
        this.random = random;
    }

    String seal(EphemeralKey key, CheckId check) {
        byte[] jwk = StrictJson.write(key.toJwk()).getBytes(StandardCharsets.UTF_8);
        return Base64Url.encode(sealer.seal(jwk, context(check)));
    }

    /**
     * The key of an open check.
     *
     * @throws IllegalStateException when the check is closed
     */
    public EphemeralKey open(Check check) {
        String sealed = check.responseKey().orElseThrow(() -> new IllegalStateException("the check is closed"));
        byte[] jwk = sealer.open(Base64Url.decode(sealed), context(check.id()));
        return EphemeralKey.fromJwk(StrictJson.parseObject(jwk, MAX_JWK_BYTES));
    }

    /** Seals for as long as the check is open. */
    public Sealer sealerOf(Check check) {
        byte[] secret = open(check).privateJwk().getD().decode();
        return Sealer.derived(secret, "amana/verifier/person-to-match/v1", random);
    }

    private static String context(CheckId check) {
        return "response-key/" + check;
    }
}
