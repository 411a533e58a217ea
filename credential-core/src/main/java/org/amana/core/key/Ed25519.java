package org.amana.core.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;

/** Ed25519 (RFC 8032) on the provider of {@link Algorithms} where it has it, else the JDK, which takes 15 to 30 times as long. */
public final class Ed25519 {
    private static final String ALGORITHM = "Ed25519";
    private static final Optional<Provider> PROVIDER = Algorithms.provider()
            .filter(provider -> provider.getService("Signature", ALGORITHM) != null);

    private Ed25519() {}

    /** True when the 64 bytes are the key's signature of the message. */
    public static boolean verify(PublicKey key, byte[] message, byte[] signature) {
        return verify(PROVIDER, key, message, signature);
    }

    /** 64 bytes {@code R || S}. */
    public static byte[] sign(PrivateKey key, byte[] message) {
        return sign(PROVIDER, key, message);
    }

    static boolean verify(Optional<Provider> provider, PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = signature(provider);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            return false; // not the shape of a signature, or 32 bytes that are no point of the curve
        }
    }

    static byte[] sign(Optional<Provider> provider, PrivateKey key, byte[] message) {
        try {
            Signature signer = signature(provider);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 signing failed", e);
        }
    }

    private static Signature signature(Optional<Provider> provider) throws GeneralSecurityException {
        return provider.isPresent()
                ? Signature.getInstance(ALGORITHM, provider.get())
                : Signature.getInstance(ALGORITHM);
    }
}
