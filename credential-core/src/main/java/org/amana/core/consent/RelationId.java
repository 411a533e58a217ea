package org.amana.core.consent;

import com.nimbusds.jose.jwk.ECKey;
import org.amana.core.jose.Jwks;

/**
 * Names what one person and one controller have to do with each other: the RFC 7638 thumbprint of
 * the key the person made for this controller alone.
 */
public record RelationId(String thumbprint) {
    public RelationId {
        if (!thumbprint.matches("[A-Za-z0-9_-]{43}")) {
            throw ConsentProblem.malformedEvent("a relation is named by a SHA-256 thumbprint");
        }
    }

    public static RelationId of(ECKey key) {
        return new RelationId(Jwks.thumbprint(key));
    }

    @Override
    public String toString() {
        return thumbprint;
    }
}
