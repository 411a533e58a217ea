package org.amana.core.consent;

import org.amana.core.key.Sha256;

/**
 * base64url(SHA-256(ASCII of the signed request object)): links a decision to exactly what was
 * asked, and to what the recipient keeps.
 */
public record RequestHash(String value) {
    public RequestHash {
        if (!value.matches("[A-Za-z0-9_-]{43}")) {
            throw ConsentProblem.malformedEvent("a request hash is a SHA-256 value in base64url");
        }
    }

    /** The hash of a request object in compact serialization. */
    public static RequestHash of(String requestObject) {
        return new RequestHash(Sha256.base64UrlOf(requestObject));
    }

    @Override
    public String toString() {
        return value;
    }
}
