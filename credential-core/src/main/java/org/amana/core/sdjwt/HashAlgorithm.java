package org.amana.core.sdjwt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.amana.core.json.Base64Url;

/** Hash functions we deem secure (RFC 9901 section 4.1.1); names are those of the IANA registry, case-sensitive. */
enum HashAlgorithm {
    SHA_256("sha-256", "SHA-256"), SHA_384("sha-384", "SHA-384"), SHA_512("sha-512", "SHA-512");

    private final String wireName;
    private final String javaName;

    HashAlgorithm(String wireName, String javaName) {
        this.wireName = wireName;
        this.javaName = javaName;
    }

    static Optional<HashAlgorithm> named(String wireName) {
        return Arrays.stream(values()).filter(hash -> hash.wireName.equals(wireName)).findFirst();
    }

    /** As it stands in {@code _sd_alg}. */
    String wireName() {
        return wireName;
    }

    String base64UrlDigest(String ascii) {
        return Base64Url.encode(digest(ascii.getBytes(StandardCharsets.US_ASCII)));
    }

    byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance(javaName).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + javaName, e);
        }
    }
}
