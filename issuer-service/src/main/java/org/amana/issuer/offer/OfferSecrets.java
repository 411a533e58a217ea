package org.amana.issuer.offer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;
import org.amana.core.vci.PreAuthorizedCode;

/**
 * How the secrets of an offer hang together. The reference in the offer's address is random; the pre-authorized code is
 * computed from it; the transaction code is kept as a MAC under the code. The database has hashes only, so whoever steals
 * it can neither redeem an offer nor try out transaction codes.
 */
final class OfferSecrets {
    private static final int REFERENCE_BYTES = 32;
    private static final int TX_CODE_BOUND = 1_000_000;

    private OfferSecrets() {}

    static String newReference(RandomGenerator random) {
        byte[] bytes = new byte[REFERENCE_BYTES];
        random.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }

    static String newTxCode(RandomGenerator random) {
        return "%06d".formatted(random.nextInt(TX_CODE_BOUND));
    }

    static PreAuthorizedCode code(String reference) {
        return new PreAuthorizedCode(Base64Url.encode(mac(reference, "pre-authorized_code")));
    }

    static byte[] hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] txCodeMac(PreAuthorizedCode code, String txCode) {
        return mac(code.value(), "tx_code:" + txCode);
    }

    private static byte[] mac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is missing", e);
        }
    }
}
