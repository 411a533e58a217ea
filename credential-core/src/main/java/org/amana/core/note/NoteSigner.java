package org.amana.core.note;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.amana.core.key.Ed25519;

/**
 * A key that signs or cosigns notes. Kept as the text other tools of the ecosystem read (for ML-DSA-44, which they
 * do not keep yet, by the same rule):
 *
 * <pre>
 * PRIVATE+KEY+&lt;name&gt;+&lt;id&gt;+&lt;base64 of the type and the 32-byte seed&gt;
 * </pre>
 */
public final class NoteSigner {
    private static final String PREFIX = "PRIVATE+KEY+";
    private final VerifierKey verifier;
    private final byte[] seed;
    private final PrivateKey key;

    private NoteSigner(String name, SignatureType type, byte[] seed) {
        this.seed = seed;
        try {
            switch (type) {
                case ED25519, COSIGNATURE_V1 -> {
                    this.verifier = VerifierKey.of(name, type, Ed25519Keys.publicBytes(seed));
                    this.key = Ed25519Keys.privateKey(seed);
                }
                case ML_DSA_44 -> {
                    this.verifier = VerifierKey.of(name, type, MlDsa44.publicBytes(seed));
                    this.key = MlDsa44.privateKey(seed);
                }
                default -> throw new IllegalStateException("no keys of type " + type);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no " + type, e);
        }
    }

    /** A new key of a log. */
    public static NoteSigner generate(String name, RandomGenerator random) {
        return generate(name, SignatureType.ED25519, random);
    }

    /** A new key of a type. */
    public static NoteSigner generate(String name, SignatureType type, RandomGenerator random) {
        byte[] seed = new byte[SignatureType.SEED_BYTES];
        random.nextBytes(seed);
        return new NoteSigner(name, type, seed);
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
        if (typed.length != 1 + SignatureType.SEED_BYTES) {
            throw NoteProblem.malformedKey("a signer key reads PRIVATE+KEY+<name>+<id>+<base64 of type and seed>");
        }
        SignatureType type = SignatureType.of(typed[0])
                .orElseThrow(() -> NoteProblem.malformedKey("the type of the signer key is unknown"));
        var signer = new NoteSigner(parts[0], type, Arrays.copyOfRange(typed, 1, typed.length));
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
        byte[] typed = new byte[1 + seed.length];
        typed[0] = verifier.type().code();
        System.arraycopy(seed, 0, typed, 1, seed.length);
        return PREFIX + verifier.name() + "+%08x+".formatted(verifier.id())
                + Base64.getEncoder().encodeToString(typed);
    }

    /**
     * The signature line of a log's own key.
     *
     * @param text of the note, ends in a newline
     * @return ends in a newline
     */
    public String sign(String text) {
        if (verifier.type().isTimestamped()) {
            throw new IllegalStateException("a cosigner says when it signs");
        }
        return line(text, 0);
    }

    /**
     * The signature line of a cosigner.
     *
     * @param at whole seconds after 1970
     * @throws org.amana.core.problem.ProblemException {@link NoteProblem.MalformedCheckpoint} when an ML-DSA-44 key is
     *         to sign what is no checkpoint
     */
    public String cosign(String text, Instant at) {
        if (!verifier.type().isTimestamped() || at.getEpochSecond() <= 0) {
            throw new IllegalStateException("only a cosigner says when it signs, and it is after 1970");
        }
        return line(text, at.getEpochSecond());
    }

    private String line(String text, long timestamp) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the text of a note ends in a newline");
        }
        byte[] message = verifier.type().message(verifier.name(), timestamp, text);
        ByteBuffer line = ByteBuffer.allocate(Integer.BYTES + verifier.type().signatureBytes()).putInt(verifier.id());
        if (verifier.type().isTimestamped()) {
            line.putLong(timestamp);
        }
        line.put(raw(message));
        return "\u2014 " + verifier.name() + " " + Base64.getEncoder().encodeToString(line.array()) + "\n";
    }

    private byte[] raw(byte[] message) {
        return switch (verifier.type()) {
            case ED25519, COSIGNATURE_V1 -> Ed25519.sign(key, message);
            case ML_DSA_44 -> MlDsa44.sign(key, message);
        };
    }
}
