package org.amana.core.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.amana.core.json.Base64Url;

/** SHA-256 (FIPS 180-4) of the JDK, which is the fastest here. */
public final class Sha256 {
    private Sha256() {}

    /** 32 bytes. */
    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /** base64url of the hash of the text's ASCII bytes, as in {@code ath}, {@code sd_hash} and our request hash. */
    public static String base64UrlOf(String ascii) {
        return Base64Url.encode(of(ascii.getBytes(StandardCharsets.US_ASCII)));
    }
}
