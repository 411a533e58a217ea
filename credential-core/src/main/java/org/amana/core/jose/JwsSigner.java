package org.amana.core.jose;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.P256;
import org.amana.core.key.SigningKey;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes ES256 JWTs (RFC 7515 section 7.1). The three steps stand apart because a holder's key
 * signs in the browser: the service prepares the signing input and assembles what comes back.
 */
public final class JwsSigner {
    private JwsSigner() {}

    /** {@code {"alg":"ES256","typ":…}} */
    public static ObjectNode header(String typ) {
        return StrictJson.object().put("alg", "ES256").put("typ", typ);
    }

    /** As {@link #header(String)} with {@code x5c} of the key's chain, or {@code kid} where nobody certified it. */
    public static ObjectNode header(String typ, SigningKey key) {
        ObjectNode header = header(typ);
        if (key.chain().isEmpty()) {
            return header.put("kid", key.kid());
        }
        ArrayNode x5c = header.putArray("x5c");
        key.chain().forEach(certificate -> {
            try {
                x5c.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("parsed certificate cannot be encoded", e);
            }
        });
        return header;
    }

    /** The whole JWT. */
    public static String sign(SigningKey key, ObjectNode header, ObjectNode claims) {
        String signingInput = signingInput(header, claims);
        return assemble(signingInput, key.sign(signingInput.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Header and claims, encoded and joined: the ASCII bytes of this are signed. */
    public static String signingInput(ObjectNode header, ObjectNode claims) {
        return signingInput(header, StrictJson.write(claims).getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #signingInput(ObjectNode, ObjectNode)} over payload bytes that must stay as they are. */
    public static String signingInput(ObjectNode header, byte[] payload) {
        if (!"ES256".equals(header.path("alg").asString(""))) {
            throw new IllegalArgumentException("header must say alg ES256");
        }
        return Base64Url.encode(StrictJson.write(header).getBytes(StandardCharsets.UTF_8)) + "."
                + Base64Url.encode(payload);
    }

    /** Signing input and raw {@code r || s}, joined. Whether they match is for the receiver to check. */
    public static String assemble(String signingInput, byte[] rawSignature) {
        if (!P256.isRawSignature(rawSignature)) {
            throw new IllegalArgumentException("raw ES256 signature of 64 octets expected");
        }
        return signingInput + "." + Base64Url.encode(rawSignature);
    }
}
