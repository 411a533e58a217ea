package org.amana.core.consent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.core.json.Base64Url;
import org.amana.core.merkle.TreeHash;
import org.amana.core.problem.ProblemException;

/**
 * What the log holds of an event: 33 bytes that tell nothing and can be opened only with the salt.
 *
 * <pre>
 * 0x01 || HMAC-SHA-256(key = salt, message = "amana/consent/v1" || 0x00 || event bytes)
 * </pre>
 */
public final class Commitment {
    /** Length of an entry of this kind. */
    public static final int BYTES = 33;
    /** First byte of every commitment; public entries begin with 0x02. */
    public static final byte VERSION = 0x01;
    private static final byte[] CONTEXT = "amana/consent/v1\0".getBytes(StandardCharsets.US_ASCII);
    private final byte[] value;

    private Commitment(byte[] value) {
        this.value = value;
    }

    /**
     * A commitment from its bytes.
     *
     * @throws ProblemException {@link ConsentProblem.MalformedCommitment}
     */
    public static Commitment of(byte[] bytes) {
        if (bytes.length != BYTES || bytes[0] != VERSION) {
            throw ConsentProblem.malformedCommitment("a commitment has 33 bytes, the first of them 0x01");
        }
        return new Commitment(bytes.clone());
    }

    /** As {@link #of(byte[])}, from base64url. */
    public static Commitment parse(String base64Url) {
        try {
            return of(Base64Url.decode(base64Url));
        } catch (ProblemException e) {
            throw ConsentProblem.malformedCommitment("a commitment is 33 bytes in base64url");
        }
    }

    static Commitment to(byte[] event, byte[] salt) {
        byte[] bytes = new byte[BYTES];
        bytes[0] = VERSION;
        System.arraycopy(hmacSha256(salt, event), 0, bytes, 1, BYTES - 1);
        return new Commitment(bytes);
    }

    private static byte[] hmacSha256(byte[] salt, byte[] event) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            mac.update(CONTEXT);
            return mac.doFinal(event);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** The entry as the log stores it. */
    public byte[] bytes() {
        return value.clone();
    }

    /** Hash of the leaf (RFC 6962 section 2.1). */
    public TreeHash leafHash() {
        return TreeHash.ofLeaf(value);
    }

    public String toBase64Url() {
        return Base64Url.encode(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Commitment that && MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return toBase64Url();
    }
}
