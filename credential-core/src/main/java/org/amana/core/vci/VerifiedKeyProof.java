package org.amana.core.vci;

import com.nimbusds.jose.jwk.ECKey;

/** A key proof that {@link KeyProofJwt#verify} accepted; only its nonce is still to be used up. */
public final class VerifiedKeyProof {
    private final ECKey key;
    private final NonceValue nonce;

    VerifiedKeyProof(ECKey key, NonceValue nonce) {
        this.key = key;
        this.nonce = nonce;
    }

    /** The holder's public key. */
    public ECKey key() {
        return key;
    }

    public NonceValue nonce() {
        return nonce;
    }
}
