package org.amana.core.note;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a key of a note signs, and how its key and signature look (C2SP signed-note, "Signature types", and
 * tlog-cosignature, "Format").
 */
public enum SignatureType {
    /** Ed25519 over the text of the note: how a log signs its checkpoints. */
    ED25519(0x01, Ed25519Keys.KEY_BYTES, Ed25519Keys.SIGNATURE_BYTES, false),
    /** Ed25519 over a header, a time and the text: a witness's cosignature. */
    COSIGNATURE_V1(0x04, Ed25519Keys.KEY_BYTES, Ed25519Keys.SIGNATURE_BYTES, true),
    /** ML-DSA-44 over the cosigned message: holds against quantum computers and commits to the cosigner's name. */
    ML_DSA_44(0x06, MlDsa44.KEY_BYTES, MlDsa44.SIGNATURE_BYTES, true);

    /** Length of the seed every private key is derived from. */
    static final int SEED_BYTES = 32;

    private final byte code;
    private final int keyBytes;
    private final int rawSignatureBytes;
    private final boolean timestamped;

    SignatureType(int code, int keyBytes, int rawSignatureBytes, boolean timestamped) {
        this.code = (byte) code;
        this.keyBytes = keyBytes;
        this.rawSignatureBytes = rawSignatureBytes;
        this.timestamped = timestamped;
    }

    static Optional<SignatureType> of(byte code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** First byte of the key material. */
    byte code() {
        return code;
    }

    int keyBytes() {
        return keyBytes;
    }

    /** Length of the signature in a signature line, after the key id. */
    int signatureBytes() {
        return rawSignatureBytes + (timestamped ? Long.BYTES : 0);
    }

    /**
     * The bytes that are signed.
     *
     * @param name of the key
     * @param timestamp seconds since 1970, for cosignatures
     * @param text of the note
     * @throws org.amana.core.problem.ProblemException {@link NoteProblem.MalformedCheckpoint} when a type that signs
     *         checkpoints alone meets another text
     */
    byte[] message(String name, long timestamp, String text) {
        return switch (this) {
            case ED25519 -> text.getBytes(StandardCharsets.UTF_8);
            case COSIGNATURE_V1 -> CosignedMessage.ofText(timestamp, text);
            case ML_DSA_44 -> {
                Checkpoint checkpoint = Checkpoint.parseText(text);
                yield CosignedMessage.ofSubtree(name, timestamp, checkpoint.origin(), 0, checkpoint.treeSize(),
                        checkpoint.root());
            }
        };
    }

    /** True for cosignatures, which say when they were made. */
    public boolean isTimestamped() {
        return timestamped;
    }
}
