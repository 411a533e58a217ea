package org.amana.core.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import org.amana.core.problem.ProblemException;

/**
 * ES256 on the fastest provider that works here, chosen once when this class loads: Amazon
 * Corretto Crypto Provider passed explicitly (installed as the first provider it breaks other
 * algorithms of the JDK), the JDK where it does not load.
 */
public final class Algorithms {
    private static final String ES256 = "SHA256withECDSAinP1363Format";
    private static final Optional<Provider> FAST = fastProvider();

    private Algorithms() {}

    /** For the health page: {@code AmazonCorrettoCryptoProvider 2.5.0} or {@code JDK}. */
    public static String name() {
        return FAST.map(provider -> provider.getName() + " " + provider.getVersionStr()).orElse("JDK");
    }

    /** To be passed to Nimbus explicitly; empty means the JDK's own. */
    public static Optional<Provider> provider() {
        return FAST;
    }

    /**
     * The name under which the JDK's path validation finds the fast provider, which it takes by name only. For
     * that it is installed last, where it changes nobody's default; empty means the JDK's own.
     */
    public static Optional<String> installedName() {
        return FAST.map(provider -> {
            Security.addProvider(provider);
            return provider.getName();
        });
    }

    /**
     * Checks an ES256 signature.
     *
     * @param signature raw {@code r || s}; anything else is simply not valid
     * @throws ProblemException {@link KeyProblem.BadKey}
     */
    public static boolean verify(ECPublicKey key, byte[] signingInput, byte[] signature) {
        if (!P256.isRawSignature(signature)) {
            return false;
        }
        try {
            Signature verifier = es256();
            verifier.initVerify(P256.requireValid(key));
            verifier.update(signingInput);
            return verifier.verify(signature);
        } catch (InvalidKeyException e) {
            throw new ProblemException(new KeyProblem.BadKey("key cannot verify ES256"), e);
        } catch (SignatureException _) {
            return false;
        }
    }

    /** ES256 signature of the bytes, raw {@code r || s}. */
    public static byte[] sign(PrivateKey key, byte[] signingInput) {
        try {
            Signature signer = es256();
            signer.initSign(key);
            signer.update(signingInput);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 signing failed", e);
        }
    }

    /** A fresh P-256 key pair from the provider's own secure random source. */
    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = FAST.isPresent()
                    ? KeyPairGenerator.getInstance("EC", FAST.get())
                    : KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is missing", e);
        }
    }

    /**
     * The public half in the chosen provider's own form; keep it where the key is used again.
     *
     * @throws ProblemException {@link KeyProblem.BadKey}
     */
    public static ECPublicKey publicKey(ECKey jwk) {
        try {
            ECPublicKey key = P256.requireValid(jwk.toECPublicKey());
            return publicKey(key);
        } catch (JOSEException e) {
            throw new ProblemException(new KeyProblem.BadKey("key is not a P-256 key"), e);
        }
    }

    /** As {@link #publicKey(ECKey)}. */
    public static ECPublicKey publicKey(ECPublicKey key) {
        P256.requireValid(key);
        if (FAST.isEmpty()) {
            return key;
        }
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC", FAST.get()).translateKey(key);
        } catch (GeneralSecurityException e) {
            throw new ProblemException(new KeyProblem.BadKey("key is not a P-256 key"), e);
        }
    }

    /** The private half in the chosen provider's own form, so that signing need not translate it each time. */
    static PrivateKey privateKey(PrivateKey key) {
        if (FAST.isEmpty()) {
            return key;
        }
        try {
            return (PrivateKey) KeyFactory.getInstance("EC", FAST.get()).translateKey(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 private key cannot be translated", e);
        }
    }

    private static Signature es256() {
        try {
            return FAST.isPresent() ? Signature.getInstance(ES256, FAST.get()) : Signature.getInstance(ES256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 is missing", e);
        }
    }

    /** Empty where the native library is absent, of another platform, or fails its own tests. */
    private static Optional<Provider> fastProvider() {
        try {
            Class<?> type = Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
            var provider = (Provider) type.getField("INSTANCE").get(null);
            type.getMethod("assertHealthy").invoke(provider);
            return Optional.ofNullable(provider);
        } catch (ReflectiveOperationException | LinkageError _) {
            return Optional.empty();
        }
    }
}
