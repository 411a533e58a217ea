package org.amana.core.sdjwt;

import com.authlete.sd.Disclosure;
import com.authlete.sd.SDObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import tools.jackson.databind.JsonNode;
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
        List<Disclosure> disclosures = new ArrayList<>();
        ObjectNode claims = clearClaims(payload);
        // a credential without selectively disclosable claims must not contain _sd (SD-JWT VC section 2.2.2.5)
        if (!payload.disclosableClaims().isEmpty()) {
            var digests = new SDObjectBuilder();
            payload.disclosableClaims()
                    .properties()
                    .forEach(
                            claim -> disclosures.add(digests.putSDClaim(disclosure(claim.getKey(), claim.getValue()))));
            // the builder sorts the digests, which hides the order of the claims (RFC 9901 section 4.2.4.1)
            if (!(digests.build().get("_sd") instanceof List<?> sorted)) {
                throw new IllegalStateException("no digests were built");
            }
            ArrayNode list = claims.putArray("_sd");
            sorted.forEach(digest -> list.add((String) digest));
            claims.put("_sd_alg", "sha-256");
        }
        String jwt = JwsSigner.sign(key, JwsSigner.header(TYP, key), claims);
        return Stream.concat(Stream.of(jwt), disclosures.stream().map(Disclosure::getDisclosure))
                .collect(Collectors.joining("~", "", "~"));
    }

    private static ObjectNode clearClaims(SdJwtVcPayload payload) {
        ObjectNode claims = StrictJson.object();
        payload.issuer().ifPresent(issuer -> claims.put("iss", issuer));
        payload.issuedAt().ifPresent(instant -> claims.put("iat", instant.getEpochSecond()));
        payload.notBefore().ifPresent(instant -> claims.put("nbf", instant.getEpochSecond()));
        payload.expiresAt().ifPresent(instant -> claims.put("exp", instant.getEpochSecond()));
        claims.put("vct", payload.vct());
        payload.vctIntegrity().ifPresent(integrity -> claims.put("vct#integrity", integrity));
        // kid, use or alg of the wallet's key would tell verifiers more than they need
        payload.holderKey().ifPresent(key -> claims.putObject("cnf").set("jwk", Jwks.toMinimalJson(key)));
        payload.status().ifPresent(status -> claims.set("status", status.toJson()));
        claims.setAll(payload.plainClaims());
        return claims;
    }

    /** Written here, because the library's own writer drops members that are null. */
    private Disclosure disclosure(String claimName, JsonNode value) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        ArrayNode content = StrictJson.array().add(Base64Url.encode(salt)).add(claimName).add(value);
        return Disclosure.parse(Base64Url.encode(StrictJson.write(content).getBytes(StandardCharsets.UTF_8)));
    }
}
