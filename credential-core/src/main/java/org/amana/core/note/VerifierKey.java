package org.amana.core.note;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.amana.core.key.Ed25519;
import org.amana.core.problem.ProblemException;

/**
 * A key that verifies notes (C2SP signed-note, "Verifier keys"): of a log, or of a cosigner.
 *
 * <pre>
 * example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k
 * </pre>
 */
public final class VerifierKey {
    private final String name;
    private final SignatureType type;
    private final byte[] publicKey;
    private final int id;

    private VerifierKey(String name, SignatureType type, byte[] publicKey) {
        this.name = name;
        this.type = type;
        this.publicKey = publicKey;
        this.id = KeyName.id(name, typed(type, publicKey));
    }

    static VerifierKey of(String name, SignatureType type, byte[] publicKey) {
        if (!KeyName.isValid(name)) {
            throw NoteProblem.malformedKey("a key name is not empty and has no spaces and no plus sign");
        }
        return new VerifierKey(name, type, publicKey.clone());
    }

    /**
     * Reads a vkey.
     *
     * @throws ProblemException {@link NoteProblem.MalformedKey} when it has not three parts, is of a type we do not
     *         know, or its id is not the one that name and key give
     */
    public static VerifierKey parse(String vkey) {
        String[] parts = vkey.strip().split("\\+", 3); // base64 may hold plus signs of its own
        if (parts.length != 3 || !parts[1].matches("[0-9a-f]{8}")) {
            throw NoteProblem.malformedKey("a verifier key reads <name>+<8 hex digits>+<base64>");
        }
        byte[] typedKey;
        try {
            typedKey = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException e) {
            throw NoteProblem.malformedKey("the key material of a verifier key is base64");
        }
        SignatureType type = (typedKey.length == 0 ? Optional.<SignatureType>empty() : SignatureType.of(typedKey[0]))
                .filter(known -> typedKey.length == 1 + known.keyBytes())
                .orElseThrow(() -> NoteProblem
                        .malformedKey("only Ed25519 (0x01, 0x04) and ML-DSA-44 (0x06) verifier keys are known"));
        VerifierKey key = of(parts[0], type, Arrays.copyOfRange(typedKey, 1, typedKey.length));
        if (!key.hexId().equals(parts[1])) {
            throw NoteProblem.malformedKey("the id of the verifier key is not that of its name and key");
        }
        return key;
    }

    public String name() {
        return name;
    }

    /** What this key signs. */
    public SignatureType type() {
        return type;
    }

    /** The key id as a signature line carries it. */
    public int id() {
        return id;
    }

    /** The vkey text. */
    public String vkey() {
        return name + "+" + hexId() + "+" + Base64.getEncoder().encodeToString(typed(type, publicKey));
    }

    /** True when both wrap the same key, whatever it is called and signs (C2SP tlog-policy, "Public key representation"). */
    public boolean hasSameKeyAs(VerifierKey other) {
        return Arrays.equals(publicKey, other.publicKey);
    }

    /**
     * Checks the signature of a line.
     *
     * @param text of the note
     * @param signature what follows the key id
     * @return nothing when it is not this key's signature of {@code text}
     */
    Optional<NoteSignature> verify(String text, byte[] signature) {
        if (signature.length != type.signatureBytes()) {
            return Optional.empty();
        }
        ByteBuffer line = ByteBuffer.wrap(signature);
        long timestamp = type.isTimestamped() ? line.getLong() : 0;
        byte[] raw = Arrays.copyOfRange(signature, line.position(), signature.length);
        try {
            return timestamp >= 0 && verifies(type.message(name, timestamp, text), raw)
                    ? Optional.of(new NoteSignature(this, at(timestamp)))
                    : Optional.empty();
        } catch (ProblemException _) {
            return Optional.empty(); // a cosigner signs checkpoints only, and this is none
        }
    }

    private static Optional<Instant> at(long timestamp) {
        return timestamp == 0 || timestamp > Instant.MAX.getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(timestamp));
    }

    private boolean verifies(byte[] message, byte[] signature) {
        try {
            return switch (type) {
                case ED25519, COSIGNATURE_V1 -> Ed25519.verify(Ed25519Keys.publicKey(publicKey), message, signature);
                case ML_DSA_44 -> MlDsa44.verify(MlDsa44.publicKey(publicKey), message, signature);
            };
        } catch (GeneralSecurityException e) {
            return false; // bytes that are no key
        }
    }

    private String hexId() {
        return HexFormat.of().toHexDigits(id);
    }

    private static byte[] typed(SignatureType type, byte[] publicKey) {
        byte[] typed = new byte[1 + publicKey.length];
        typed[0] = type.code();
        System.arraycopy(publicKey, 0, typed, 1, publicKey.length);
        return typed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && vkey().equals(that.vkey());
    }

    @Override
    public int hashCode() {
        return vkey().hashCode();
    }

    @Override
    public String toString() {
        return vkey();
    }
}
