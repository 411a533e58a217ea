package org.amana.verifier.code;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.core.json.Base64Url;
import org.amana.core.vp.RequestCode;
import org.amana.support.sealing.Sealer;
import org.amana.support.sealing.SealingKeyFile;
import org.amana.support.settings.AmanaProperties;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.request.CheckId;
import org.springframework.stereotype.Component;

/**
 * Codes and what is stored of them, both under a key of the key at rest: a code has so few digits that whoever stole the
 * database would try them all against a plain hash.
 */
@Component
final class CodeSecrets {
    private static final String INFO = "amana/verifier/request-code/v1";
    private final SecretKeySpec key;

    CodeSecrets(AmanaProperties amana, RandomGenerator random) {
        byte[] atRest = SealingKeyFile.openOrCreate(amana.data().resolve("keys").resolve("at-rest.key"), random);
        this.key = new SecretKeySpec(Sealer.derive(atRest, INFO), "HmacSHA256");
    }

    /** The same for the same salt: the page shows a code again, and no row holds it. */
    RequestCode code(CheckId check, String salt) {
        return RequestCode.of(mac("code", check.value(), salt));
    }

    /** What a code is found by. */
    String hash(OrganisationId organisation, RequestCode code) {
        return Base64Url.encode(mac("hash", organisation.value(), code.digits()));
    }

    /** What is kept of the nonce of the wallet that used a code. */
    String nonce(String walletNonce) {
        return Base64Url.encode(mac("nonce", walletNonce));
    }

    /** Under which tries are counted; an address is not to be read from it. */
    String subject(String... parts) {
        return Base64Url.encode(mac("tries", String.join("\n", parts)));
    }

    private byte[] mac(String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }
}
