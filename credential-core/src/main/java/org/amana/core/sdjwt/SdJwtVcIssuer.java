package org.amana.core.sdjwt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes SD-JWT VCs (SD-JWT VC section 2.2, RFC 9901 section 4). */
public final class SdJwtVcIssuer {
    /** {@code typ} of the Issuer-signed JWT. */
    public static final String TYP = "dc+sd-jwt";
    private static final int SALT_BYTES = 16;

    private final RandomGenerator random;

    /**
     * An issuer with salts from this source.
     *
     * @param random cryptographically secure: a guessed salt reveals an undisclosed claim (RFC 9901 section 9.3)
     */
    public SdJwtVcIssuer(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Signs one credential.
     *
     * @param key with a certificate chain, which goes into {@code x5c} without its root
     * @return {@code <Issuer-signed JWT>~<Disclosure>~...~}
     */
    public String issue(SdJwtVcPayload payload, SigningKey key) {
        if (key.chain().isEmpty()) {
            throw new IllegalArgumentException("an issuer's key needs a certificate");
        }
        List<String> disclosures = disclosures(payload.disclosableClaims());
        ObjectNode claims = payload.clearClaims();
        // a credential without selectively disclosable claims must not contain _sd (SD-JWT VC section 2.2.2.5)
        if (!disclosures.isEmpty()) {
            ArrayNode digests = claims.putArray("_sd");
            // sorted, which hides the order of the claims (RFC 9901 section 4.2.4.1)
            disclosures.stream().map(HashAlgorithm.SHA_256::base64UrlDigest).sorted().forEach(digests::add);
            claims.put("_sd_alg", HashAlgorithm.SHA_256.wireName());
        }
        StringBuilder credential = new StringBuilder(JwsSigner.sign(key, JwsSigner.header(TYP, key), claims))
                .append('~');
        disclosures.forEach(disclosure -> credential.append(disclosure).append('~'));
        return credential.toString();
    }

    /** Each with a salt of its own, cut from one draw. */
    private List<String> disclosures(ObjectNode claims) {
        byte[] salts = new byte[SALT_BYTES * claims.size()];
        random.nextBytes(salts);
        List<String> disclosures = new ArrayList<>();
        claims.properties().forEach(claim -> {
            int from = SALT_BYTES * disclosures.size();
            String salt = Base64Url.encode(Arrays.copyOfRange(salts, from, from + SALT_BYTES));
            ArrayNode content = StrictJson.array().add(salt).add(claim.getKey()).add(claim.getValue());
            disclosures.add(Base64Url.encode(StrictJson.write(content).getBytes(StandardCharsets.UTF_8)));
        });
        return disclosures;
    }
}
