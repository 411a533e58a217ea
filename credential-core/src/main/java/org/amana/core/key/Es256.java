package org.amana.core.key;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import org.amana.core.problem.ProblemException;

/** ES256 on one provider; empty means whatever the JDK offers. */
record Es256(Optional<Provider> provider) {
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    boolean verify(ECPublicKey key, byte[] signingInput, byte[] signature) {
        if (!P256.isRawSignature(signature)) {
            return false;
        }
        try {
            Signature verifier = signature();
            verifier.initVerify(P256.requireValid(key));
            verifier.update(signingInput);
            return verifier.verify(signature);
        } catch (InvalidKeyException e) {
            throw new ProblemException(new KeyProblem.BadKey("key cannot verify ES256"), e);
        } catch (SignatureException _) {
            return false;
        }
    }

    byte[] sign(PrivateKey key, byte[] signingInput) {
        try {
            Signature signer = signature();
            signer.initSign(key);
            signer.update(signingInput);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 signing failed", e);
        }
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = provider.isPresent()
                    ? KeyPairGenerator.getInstance("EC", provider.get())
                    : KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is missing", e);
        }
    }

    /** The same key in this provider's own form, so that using it need not translate it each time. */
    ECPublicKey translate(ECPublicKey key) {
        P256.requireValid(key);
        if (provider.isEmpty()) {
            return key;
        }
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC", provider.get()).translateKey(key);
        } catch (GeneralSecurityException e) {
            throw new ProblemException(new KeyProblem.BadKey("key is not a P-256 key"), e);
        }
    }

    PrivateKey translate(PrivateKey key) {
        if (provider.isEmpty()) {
            return key;
        }
        try {
            return (PrivateKey) KeyFactory.getInstance("EC", provider.get()).translateKey(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 private key cannot be translated", e);
        }
    }

    private Signature signature() {
        try {
            return provider.isPresent()
                    ? Signature.getInstance(ALGORITHM, provider.get())
                    : Signature.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 is missing", e);
        }
    }
}
