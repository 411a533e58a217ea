package org.amana.core.key;

import com.nimbusds.jose.jwk.ECKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A P-256 key that signs with ES256 (RFC 7518 section 3.4), wherever its private half is kept. */
public interface SigningKey {
    /** RFC 7638 thumbprint (SHA-256, base64url) of {@link #publicJwk()}. */
    String kid();

    /** {@code {"kty":"EC","crv":"P-256","kid":…,"x":…,"y":…}} */
    ECKey publicJwk();

    /** ECDSA over SHA-256 of the bytes; raw {@code r || s}, 64 bytes. */
    byte[] sign(byte[] signingInput);

    /** Leaf first, root left out; empty for a key that nobody certified. */
    List<X509Certificate> chain();
}
