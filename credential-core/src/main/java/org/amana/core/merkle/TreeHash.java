package org.amana.core.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * One SHA-256 value of the tree: of a leaf, an inner node or the whole tree (RFC 6962 section 2.1).
 * The first byte of what is hashed tells leaf (0x00) from node (0x01), so that no entry can pose as
 * a node.
 */
public final class TreeHash {
    /** Length of a hash. */
    public static final int BYTES = 32;
    /** Root of the tree without leaves: SHA-256 of the empty string. */
    public static final TreeHash EMPTY = new TreeHash(sha256().digest());
    private final byte[] value;

    private TreeHash(byte[] value) {
        this.value = value;
    }

    /**
     * A hash from its bytes.
     *
     * @throws org.amana.core.problem.ProblemException {@link MerkleProblem.MalformedHash} when it is not 32 bytes
     */
    public static TreeHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw MerkleProblem.malformedHash("a hash has 32 bytes, found " + bytes.length);
        }
        return new TreeHash(bytes.clone());
    }

    /** The hash at {@code offset} of a longer array that is known to hold it. */
    static TreeHash at(byte[] bytes, int offset) {
        return new TreeHash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
    }

    /**
     * A hash from RFC 4648 section 4 base64 with padding, as checkpoints and proofs write it.
     *
     * @throws org.amana.core.problem.ProblemException {@link MerkleProblem.MalformedHash}
     */
    public static TreeHash ofBase64(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw MerkleProblem.malformedHash("a hash is written in base64");
        }
        TreeHash hash = of(bytes);
        if (!hash.toBase64().equals(text)) { // a second spelling of one hash would give one proof two texts
            throw MerkleProblem.malformedHash("a hash is written in canonical base64");
        }
        return hash;
    }

    /** {@code SHA-256(0x00 || entry)}. */
    public static TreeHash ofLeaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return new TreeHash(digest.digest(entry));
    }

    /** {@code SHA-256(0x01 || left || right)}. */
    public static TreeHash ofNode(TreeHash left, TreeHash right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left.value);
        return new TreeHash(digest.digest(right.value));
    }

    public byte[] bytes() {
        return value.clone();
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(value, 0, target, offset, BYTES);
    }

    /** Base64 with padding. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash that && MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return toBase64();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
