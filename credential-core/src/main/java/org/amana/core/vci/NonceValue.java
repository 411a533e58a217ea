package org.amana.core.vci;

/** A {@code c_nonce} of the issuer (OpenID4VCI 1.0 section 7.2), opaque to the wallet. */
public record NonceValue(String value) {
    private static final int MAX_LENGTH = 500;

    public NonceValue {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a nonce has 1 to " + MAX_LENGTH + " characters");
        }
    }
}
