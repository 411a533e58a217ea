package org.amana.core.testing;

import java.nio.charset.StandardCharsets;
import org.amana.core.json.Base64Url;
import org.amana.core.key.SigningKey;

/** Tokens that no honest signer writes: header and claims are taken as text. */
public final class Tokens {
    private Tokens() {}

    /** A JWT over exactly this text, signed with ES256 whatever the header says. */
    public static String sign(SigningKey key, String headerJson, String claimsJson) {
        String signingInput = encode(headerJson) + "." + encode(claimsJson);
        return signingInput + "." + Base64Url.encode(key.sign(signingInput.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The same header and claims with another third part. */
    public static String withSignature(String compact, byte[] signature) {
        return compact.substring(0, compact.lastIndexOf('.') + 1) + Base64Url.encode(signature);
    }

    public static String encode(String text) {
        return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
    }
}
