package org.amana.verifier.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import org.amana.core.json.Base64Url;

/** Unguessable values: ids, nonces and codes of 128 bits or more, and the hashes that are kept of them. */
public final class Token {
    private static final int BYTES = 24;

    private Token() {}

    /** 192 random bits, base64url: 32 characters. */
    public static String fresh(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }

    /** SHA-256 of the text's ASCII bytes, base64url: what is stored where only the bearer may know the text. */
    public static String hash(String token) {
        try {
            return Base64Url
                    .encode(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Compares in constant time. */
    public static boolean matches(String token, String hash) {
        return MessageDigest.isEqual(hash(token).getBytes(StandardCharsets.US_ASCII),
                hash.getBytes(StandardCharsets.US_ASCII));
    }
}
