package org.amana.wallet.keyring;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import org.amana.core.jose.Jwks;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Algorithms;
import org.amana.core.key.P256;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;

/** Signatures that a browser made: a wrong one is refused here, before anything is sent to anybody. */
public final class Signatures {

    private Signatures() {}

    /**
     * The 64 bytes of a raw ES256 signature.
     *
     * @throws ProblemException {@link KeyringProblem.WrongSignature}
     */
    public static byte[] parse(String base64Url) {
        try {
            byte[] raw = Base64Url.decode(base64Url);
            if (P256.isRawSignature(raw)) {
                return raw;
            }
        } catch (ProblemException e) {
            throw new ProblemException(new KeyringProblem.WrongSignature("a signature is not base64url"), e);
        }
        throw new ProblemException(new KeyringProblem.WrongSignature("a raw ES256 signature has 64 bytes"));
    }

    /**
     * Passes when the key signed the text.
     *
     * @throws ProblemException {@link KeyringProblem.WrongSignature}
     */
    public static void require(ECKey key, String signingInput, byte[] signature) {
        if (!Algorithms.verify(Algorithms.publicKey(key), signingInput.getBytes(StandardCharsets.US_ASCII),
                signature)) {
            throw new ProblemException(
                    new KeyringProblem.WrongSignature("a signature is by another key or over other bytes"));
        }
    }

    static void require(KeptKey key, String signingInput, byte[] signature) {
        require(Jwks.parsePublicEcKey(key.publicJwk()), signingInput, signature);
    }

    static KeptKey kept(Vault vault, String kid) {
        return vault.find(VaultCollection.KEYS, kid, KeptKey.class)
                .orElseThrow(() -> new ProblemException(new KeyringProblem.KeyGone()));
    }
}
