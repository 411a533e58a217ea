package org.amana.core.jose;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.interfaces.ECPublicKey;
import tools.jackson.databind.node.ObjectNode;

/** A JWT whose signature and {@code typ} were checked; made by {@link UnverifiedJws#verify} alone. */
public final class VerifiedJws {
    private final String compact;
    private final ObjectNode header;
    private final ObjectNode claims;
    private final ECPublicKey key;

    VerifiedJws(String compact, ObjectNode header, ObjectNode claims, ECPublicKey key) {
        this.compact = compact;
        this.header = header;
        this.claims = claims;
        this.key = key;
    }

    /** A copy. */
    public ObjectNode header() {
        return header.deepCopy();
    }

    /** A copy. */
    public ObjectNode claims() {
        return claims.deepCopy();
    }

    /** The public key that signed; made when it is asked for, for most do not. */
    public ECKey key() {
        return new ECKey.Builder(Curve.P_256, key).build();
    }

    /** The text that was verified. */
    public String compact() {
        return compact;
    }
}
