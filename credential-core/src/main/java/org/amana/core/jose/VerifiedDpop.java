package org.amana.core.jose;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;

/**
 * A DPoP proof that holds for its request. The caller still puts {@link #jti()} into its replay
 * store, keyed with {@link #thumbprint()}, until {@link #replayableUntil()} (RFC 9449 section 11.1),
 * and compares the thumbprint with the token's {@code cnf.jkt}.
 */
public final class VerifiedDpop {
    private final ECKey key;
    private final String thumbprint;
    private final String jti;
    private final Instant issuedAt;

    VerifiedDpop(ECKey key, String jti, Instant issuedAt) {
        this.key = key;
        this.thumbprint = Jwks.thumbprint(key);
        this.jti = jti;
        this.issuedAt = issuedAt;
    }

    public ECKey key() {
        return key;
    }

    /** {@code jkt}: RFC 7638 thumbprint of the key. */
    public String thumbprint() {
        return thumbprint;
    }

    public String jti() {
        return jti;
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    /** From then on the age check alone refuses the proof. */
    public Instant replayableUntil() {
        return issuedAt.plus(DpopProof.MAX_AGE).plusSeconds(1);
    }
}
