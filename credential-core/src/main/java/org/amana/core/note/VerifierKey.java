package org.amana.core.note;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.amana.core.key.Ed25519;

/**
 * An Ed25519 key that verifies notes (C2SP signed-note, "Verifier keys").
 *
 * <pre>
 * example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k
 * </pre>
 */
public final class VerifierKey {
    static final byte ED25519 = 0x01;
    static final int ED25519_KEY_BYTES = 32;
    private final String name;
    private final byte[] publicKey;
    private final int id;

    private VerifierKey(String name, byte[] publicKey) {
        this.name = name;
        this.publicKey = publicKey;
        this.id = KeyName.id(name, typed(publicKey));
    }

    static VerifierKey ofEd25519(String name, byte[] publicKey) {
        if (!KeyName.isValid(name)) {
            throw NoteProblem.malformedKey("a key name is not empty and has no spaces and no plus sign");
        }
        return new VerifierKey(name, publicKey.clone());
    }

    /**
     * Reads a vkey.
     *
     * @throws org.amana.core.problem.ProblemException {@link NoteProblem.MalformedKey} when it has not three parts,
     *         is of another type than Ed25519, or its id is not the one that name and key give
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
        if (typedKey.length != 1 + ED25519_KEY_BYTES || typedKey[0] != ED25519) {
            throw NoteProblem.malformedKey("only Ed25519 verifier keys (type 0x01, 32 bytes) are known");
        }
        VerifierKey key = ofEd25519(parts[0], Arrays.copyOfRange(typedKey, 1, typedKey.length));
        if (!key.hexId().equals(parts[1])) {
            throw NoteProblem.malformedKey("the id of the verifier key is not that of its name and key");
        }
        return key;
    }

    public String name() {
        return name;
    }

    /** The key id as a signature line carries it. */
    public int id() {
        return id;
    }

    /** The vkey text. */
    public String vkey() {
        return name + "+" + hexId() + "+" + Base64.getEncoder().encodeToString(typed(publicKey));
    }

    /** True when {@code signature} (64 bytes) is this key's over {@code message}. */
    boolean verifies(byte[] message, byte[] signature) {
        try {
            return Ed25519.verify(publicKey(), message, signature);
        } catch (GeneralSecurityException e) {
            return false; // 32 bytes that are no point of the curve
        }
    }

    /** RFC 8032 section 5.1.2: little-endian y, the top bit is the parity of x. */
    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] y = new byte[ED25519_KEY_BYTES];
        for (int i = 0; i < y.length; i++) {
            y[i] = publicKey[y.length - 1 - i];
        }
        boolean oddX = (y[0] & 0x80) != 0;
        y[0] &= 0x7F;
        var point = new EdECPoint(oddX, new BigInteger(1, y));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    private String hexId() {
        return HexFormat.of().toHexDigits(id);
    }

    private static byte[] typed(byte[] publicKey) {
        byte[] typed = new byte[1 + publicKey.length];
        typed[0] = ED25519;
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
