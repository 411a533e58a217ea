package org.amana.core.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.amana.core.key.Ed25519;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * An Ed25519 key that signs notes. Kept as the text other tools of the ecosystem read:
 *
 * <pre>
 * PRIVATE+KEY+&lt;name&gt;+&lt;id&gt;+&lt;base64 of 0x01 and the 32-byte seed&gt;
 * </pre>
 */
public final class NoteSigner {
    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int SEED_BYTES = 32;
    private final VerifierKey verifier;
    private final byte[] seed;
    private final PrivateKey key;

    private NoteSigner(String name, byte[] seed) {
        this.seed = seed;
        // the JDK derives no public key from a seed
        byte[] publicKey = new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
        this.verifier = VerifierKey.ofEd25519(name, publicKey);
        try {
            this.key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no Ed25519", e);
        }
    }

    /** A new key. */
    public static NoteSigner generate(String name, RandomGenerator random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new NoteSigner(name, seed);
    }

    /**
     * Reads a signer key from its text.
     *
     * @throws org.amana.core.problem.ProblemException {@link NoteProblem.MalformedKey}; the detail quotes nothing of it
     */
    public static NoteSigner parse(String text) {
        String stripped = text.strip();
        String[] parts = stripped.startsWith(PREFIX)
                ? stripped.substring(PREFIX.length()).split("\\+", 3)
                : new String[0];
        byte[] typed;
        try {
            typed = Base64.getDecoder().decode(parts.length == 3 ? parts[2] : "");
        } catch (IllegalArgumentException e) {
            throw NoteProblem.malformedKey("the key material of a signer key is base64");
        }
        if (typed.length != 1 + SEED_BYTES || typed[0] != VerifierKey.ED25519) {
            throw NoteProblem.malformedKey("a signer key reads PRIVATE+KEY+<name>+<id>+<base64>, type 0x01");
        }
        var signer = new NoteSigner(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!signer.text().equals(stripped)) {
            throw NoteProblem.malformedKey("the id of the signer key is not that of its name and key");
        }
        return signer;
    }

    /** The public half. */
    public VerifierKey verifierKey() {
        return verifier;
    }

    /** The secret text, for a file of mode 0600. */
    public String text() {
        byte[] typed = new byte[1 + SEED_BYTES];
        typed[0] = VerifierKey.ED25519;
        System.arraycopy(seed, 0, typed, 1, SEED_BYTES);
        return PREFIX + verifier.name() + "+%08x+".formatted(verifier.id())
                + Base64.getEncoder().encodeToString(typed);
    }

    /**
     * The whole signed note: text, empty line, signature line.
     *
     * @param text ends in a newline
     */
    public String sign(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note ends in a newline");
        }
        byte[] raw = Ed25519.sign(key, text.getBytes(StandardCharsets.UTF_8));
        byte[] line = ByteBuffer.allocate(4 + raw.length).putInt(verifier.id()).put(raw).array();
        return text + "\n\u2014 " + verifier.name() + " " + Base64.getEncoder().encodeToString(line) + "\n";
    }
}
