package org.amana.core.sdjwt;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.status.StatusReference;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestClock;
import org.amana.core.testing.TestRandom;
import org.amana.core.trust.ChainValidator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A trusted issuer, a holder, a verifier, and a credential as correct or as forged as a test wants it. */
public final class SdJwtVcFixture {
    public static final String VCT = "https://amana.example/vct/right-to-work";
    public static final String ISSUER = "https://issuer.example/labour-office";
    public static final String NONCE = "n-0S6_WzA2Mj.4f8a~";
    public static final String AUDIENCE = "x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk";

    public final TestCa ca = TestCa.root("Issuers");
    public final SigningKey issuer = ca.issuer(ISSUER);
    public final EphemeralKey holder = EphemeralKey.generate();
    public final TestClock clock = TestClock.atNoon();
    public final SdJwtVcVerifier verifier = new SdJwtVcVerifier(new ChainValidator(), TypeMetadataSource.ofSchemas(),
            clock);

    /** What the labour office issues. */
    public SdJwtVcPayload payload() {
        return SdJwtVcPayload.of(VCT, disclosableClaims())
                .withIssuer(ISSUER)
                .withValidity(TestClock.NOW.minus(Duration.ofHours(12)), TestClock.NOW.plus(Duration.ofDays(13)))
                .withHolderKey(holder.publicJwk())
                .withStatus(new StatusReference(URI.create("https://issuer.example/labour-office/status/1"), 7));
    }

    public static ObjectNode disclosableClaims() {
        ObjectNode claims = StrictJson.object();
        ObjectNode permission = claims.putObject("work_permission").put("may_work", true).put("from", "2026-01-01");
        permission.putArray("sectors").add("C10.71").add("I56");
        claims.put("given_name", "Ada").put("family_name", "Okafor").put("document_number", "LO-4711");
        return claims;
    }

    public String credential() {
        return new SdJwtVcIssuer(TestRandom.seeded()).issue(payload(), issuer);
    }

    /** The whole credential with a KB-JWT for {@link #NONCE} and {@link #AUDIENCE}. */
    public String presentation() {
        return present(credential());
    }

    public String present(String credential) {
        return KeyBindingJwt.present(UnverifiedSdJwtVc.parse(credential), AUDIENCE, NONCE, TestClock.NOW, holder);
    }

    /** Signs a payload as it is, whatever it says, with Disclosures as they are. */
    public String forge(ObjectNode payload, String... disclosures) {
        return forge(JwsSigner.header("dc+sd-jwt", issuer), payload, disclosures);
    }

    public String forge(ObjectNode header, ObjectNode payload, String... disclosures) {
        return join(JwsSigner.sign(issuer, header, payload), disclosures);
    }

    public static String join(String jwt, String... disclosures) {
        return jwt + "~" + String.join("", List.of(disclosures).stream().map(one -> one + "~").toList());
    }

    /** A payload with nothing disclosable. */
    public ObjectNode plainPayload() {
        ObjectNode payload = StrictJson.object()
                .put("iss", ISSUER)
                .put("vct", VCT)
                .put("exp", TestClock.NOW.plus(Duration.ofDays(1)).getEpochSecond());
        payload.putObject("cnf").set("jwk", org.amana.core.jose.Jwks.toMinimalJson(holder.publicJwk()));
        return payload;
    }

    /** As {@link #plainPayload()} with the digests of these Disclosures in {@code _sd}. */
    public ObjectNode payloadOf(String... disclosures) {
        ObjectNode payload = plainPayload();
        addDigests(payload.putArray("_sd"), disclosures);
        return payload;
    }

    public static void addDigests(ArrayNode digests, String... disclosures) {
        for (String disclosure : disclosures) {
            digests.add(HashAlgorithm.SHA_256.base64UrlDigest(disclosure));
        }
    }

    /** Array elements that stand for these Disclosures. */
    public static void addElements(ArrayNode array, String... disclosures) {
        for (String disclosure : disclosures) {
            array.addObject().put("...", HashAlgorithm.SHA_256.base64UrlDigest(disclosure));
        }
    }

    /** The Disclosure of a member. */
    public static String disclosure(String name, JsonNode value) {
        return encoded(StrictJson.array().add("2GLC42sKQveCfGfryNRN9w").add(name).add(value));
    }

    public static String disclosure(String name, String value) {
        return encoded(StrictJson.array().add("2GLC42sKQveCfGfryNRN9w").add(name).add(value));
    }

    public static String encoded(JsonNode content) {
        return Base64Url.encode(StrictJson.write(content).getBytes(StandardCharsets.UTF_8));
    }

    /** A KB-JWT that says what it is told, signed by whom it is told. */
    public static String keyBindingJwt(ObjectNode header, ObjectNode claims, SigningKey key) {
        return JwsSigner.sign(key, header, claims);
    }

    /** Claims of a correct KB-JWT for this SD-JWT. */
    public static ObjectNode keyBindingClaims(String sdJwt) {
        return keyBindingClaims(sdJwt, TestClock.NOW);
    }

    public static ObjectNode keyBindingClaims(String sdJwt, Instant issuedAt) {
        return StrictJson.object()
                .put("iat", issuedAt.getEpochSecond())
                .put("aud", AUDIENCE)
                .put("nonce", NONCE)
                .put("sd_hash", HashAlgorithm.SHA_256.base64UrlDigest(sdJwt));
    }

    public SdJwtVcVerdict verify(String presentation) {
        return verifier.verifyPresentation(presentation, Optional.of(RequiredKeyBinding.of(NONCE, AUDIENCE)),
                ca.anchors());
    }

    /** Without asking for a KB-JWT. */
    public SdJwtVcVerdict verifyUnbound(String sdJwt) {
        return verifier.verifyPresentation(sdJwt, Optional.empty(), ca.anchors());
    }

    /** The reasons of a verdict, in order; empty when verified. */
    public static List<String> reasons(SdJwtVcVerdict verdict) {
        return switch (verdict) {
            case SdJwtVcVerdict.Verified _ -> List.of();
            case SdJwtVcVerdict.Rejected(var findings) -> findings.stream().map(finding -> finding.reason()).toList();
        };
    }
}
