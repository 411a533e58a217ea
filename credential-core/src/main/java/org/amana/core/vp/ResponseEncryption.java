package org.amana.core.vp;

import com.nimbusds.jose.jwk.ECKey;
import org.amana.core.jose.ContentEncryption;

/**
 * The key and algorithm a wallet chose from {@code client_metadata} (OID4VP 1.0 section 8.3).
 *
 * @param key public P-256 key with {@code kid} and {@code alg} ECDH-ES
 * @param enc content encryption that both sides know
 */
public record ResponseEncryption(ECKey key, ContentEncryption enc) {
    public ResponseEncryption {
        if (key.isPrivate() || key.getKeyID() == null) {
            throw new IllegalArgumentException("a public key with kid is required");
        }
    }
}
