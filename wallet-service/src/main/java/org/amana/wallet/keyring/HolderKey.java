package org.amana.wallet.keyring;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.amana.core.jose.Jwks;
import org.amana.core.key.EphemeralKey;

/**
 * A key a credential can be bound to.
 *
 * @param pair present only where the service holds the private half
 */
public record HolderKey(ECKey publicJwk, Optional<EphemeralKey> pair) {

    /** A key whose private half stays in the browser. */
    public static HolderKey ofBrowser(ECKey publicJwk) {
        return new HolderKey(publicJwk.toPublicJWK(), Optional.empty());
    }

    static HolderKey ofServer(EphemeralKey pair) {
        return new HolderKey(pair.publicJwk(), Optional.of(pair));
    }

    public String kid() {
        return Jwks.thumbprint(publicJwk);
    }

    /** The signature of a key at hand; empty for one in the browser. */
    public Optional<byte[]> sign(String signingInput) {
        return pair.map(key -> key.sign(signingInput.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public String toString() {
        return "HolderKey[…]";
    }
}
