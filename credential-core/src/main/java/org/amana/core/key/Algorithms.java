package org.amana.core.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;
import org.amana.core.problem.ProblemException;

/**
 * ES256 on the fastest provider that works here, chosen once when this class loads: Amazon
 * Corretto Crypto Provider passed explicitly (installed as the first provider it breaks other
 * algorithms of the JDK), the JDK where it does not load.
 */
public final class Algorithms {
    private static final Es256 CHOSEN = new Es256(FastProvider.find());

    private Algorithms() {}

    /** For the health page: {@code AmazonCorrettoCryptoProvider 2.5.0} or {@code JDK}. */
    public static String name() {
        return provider().map(provider -> provider.getName() + " " + provider.getVersionStr()).orElse("JDK");
    }

    /** To be passed to Nimbus explicitly; empty means the JDK's own. */
    public static Optional<Provider> provider() {
        return CHOSEN.provider();
    }

    /**
     * The name under which the JDK's path validation finds the fast provider, which it takes by name only. For
     * that it is installed last, where it changes nobody's default; empty means the JDK's own.
     */
    public static Optional<String> installedName() {
        return provider().map(provider -> {
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
        return CHOSEN.verify(key, signingInput, signature);
    }

    /** ES256 signature of the bytes, raw {@code r || s}. */
    public static byte[] sign(PrivateKey key, byte[] signingInput) {
        return CHOSEN.sign(key, signingInput);
    }

    /** A fresh P-256 key pair from the provider's own secure random source. */
    public static KeyPair generate() {
        return CHOSEN.generate();
    }

    /**
     * The public half in the chosen provider's own form; keep it where the key is used again.
     *
     * @throws ProblemException {@link KeyProblem.BadKey}
     */
    public static ECPublicKey publicKey(ECKey jwk) {
        try {
            return CHOSEN.translate(jwk.toECPublicKey());
        } catch (JOSEException e) {
            throw new ProblemException(new KeyProblem.BadKey("key is not a P-256 key"), e);
        }
    }

    /** As {@link #publicKey(ECKey)}. */
    public static ECPublicKey publicKey(ECPublicKey key) {
        return CHOSEN.translate(key);
    }

    /** The private half in the chosen provider's own form. */
    static PrivateKey privateKey(PrivateKey key) {
        return CHOSEN.translate(key);
    }
}
