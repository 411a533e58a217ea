package org.amana.core.sdjwt;

import static org.amana.core.sdjwt.SdJwtVcFixture.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.core.Vectors;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.trust.X5c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Published examples of RFC 9901, SD-JWT VC and OID4VP through our code. Their issuers sign with a bare key, so the
 * signature is checked with that key, and our verifier must refuse them for the missing chain and for nothing else
 * that is not so. Not applicable: the JWS JSON serialization (RFC 9901 section 8, optional, not spoken here).
 */
class SdJwtVectorsTest {
    private static final String RFC = "sdjwt/rfc9901-d22/";
    private static final String VC = "sdjwtvc/sdjwtvc-d18/";

    private static JsonNode value(String file) {
        return Vectors.json(file).path("value");
    }

    private static ECKey issuerKey() {
        return Jwks.parsePublicEcKey(value(RFC + "041-elliptic-curve-key-used-in--json.json"));
    }

    @ParameterizedTest
    @CsvSource({"010-issuance-sdjwt,008-issuance-json,",
            "011-presentation-sdjwt,008-issuance-json,013-presentation-json",
            "024-simple-structured-sd-jwt-sdjwt,023-simple-structured-sd-jwt-json,025-simple-structured-sd-jwt-json",
            "028-complex-structured-sd-jwt-sdjwt,027-complex-structured-sd-jwt-json,029-complex-structured-sd-jwt-json"})
    void rfc9901_example_hasItsPayloadAndProcessedPayload(String sdJwt, String payload,
                                                          @org.jspecify.annotations.Nullable String processed) {
        UnverifiedSdJwtVc parsed = UnverifiedSdJwtVc.parse(value(RFC + sdJwt + ".json").stringValue());

        parsed.issuerSignedJwt().verify(issuerKey(), "example+sd-jwt");
        assertThat(parsed.issuerSignedJwt().claims()).isEqualTo(value(RFC + payload + ".json"));
        assertThat(parsed.disclosureFindings()).isEmpty();
        if (processed != null) {
            assertThat(parsed.claims()).isEqualTo(value(RFC + processed + ".json"));
        }
    }

    @Test
    void rfc9901_issuance_disclosesWhatTheHolderChose() {
        UnverifiedSdJwtVc issued = UnverifiedSdJwtVc.parse(value(RFC + "010-issuance-sdjwt.json").stringValue());
        ClaimPath firstNationality = ClaimPath.parse(StrictJson.array().add("nationalities").add(0)).orElseThrow();

        UnverifiedSdJwtVc selected = issued.select(List.of(ClaimPath.of("family_name"), ClaimPath.of("address"),
                ClaimPath.of("given_name"), firstNationality));

        assertThat(issued.disclosures()).hasSize(10);
        assertThat(issued.claims().path("nationalities")).hasSize(2);
        assertThat(selected.claims()).isEqualTo(value(RFC + "013-presentation-json.json"));
    }

    @Test
    void rfc9901_keyBinding_holdsAndEachChangeIsFound() {
        String presented = value(RFC + "011-presentation-sdjwt.json").stringValue();
        UnverifiedSdJwtVc parsed = UnverifiedSdJwtVc.parse(presented);
        ObjectNode claims = (ObjectNode) value(RFC + "012-presentation-json.json");
        Optional<ECKey> holder = Optional.of(Jwks.parsePublicEcKey(parsed.claims().path("cnf").path("jwk")));
        Instant issued = Instant.ofEpochSecond(claims.path("iat").longValue());
        var required = RequiredKeyBinding.of(claims.path("nonce").stringValue(), claims.path("aud").stringValue());
        String jwt = parsed.keyBindingJwt().orElseThrow();

        assertThat(UnverifiedJws.parse(jwt, 10_000).claims()).isEqualTo(claims);
        assertThat(parsed.sdHash()).isEqualTo(claims.path("sd_hash").stringValue());
        assertThat(new KeyBindingCheck(parsed, required, issued).run(jwt, holder)).isEmpty();
        assertThat(new KeyBindingCheck(parsed, required, issued.plus(Duration.ofHours(1))).run(jwt, holder))
                .extracting("reason")
                .containsExactly("kb_iat");
        assertThat(new KeyBindingCheck(parsed, required, issued).run(jwt, Optional.of(issuerKey())))
                .extracting("reason")
                .containsExactly("holder_key_mismatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdjwt/rfc9901-d22/disclosures-000.json", "sdjwt/rfc9901-d22/disclosures-040.json",
            "sdjwt/rfc9901-d22/disclosures-050.json", "sdjwt/rfc9901-d22/disclosures-070.json",
            "sdjwtvc/sdjwtvc-d18/disclosures-000.json", "sdjwtvc/sdjwtvc-d18/disclosures-020.json"})
    void disclosures_haveTheirDigests(String file) {
        JsonNode disclosures = Vectors.anyJson(file);

        assertThat(disclosures).isNotEmpty();
        disclosures.forEach(one -> assertThat(Disclosure.parse(one.path("disclosure").stringValue())
                .digest(HashAlgorithm.SHA_256)).isEqualTo(one.path("sha256").stringValue()));
    }

    /** Payload digests that the disclosures of the same document answer, as in sections 6.1 to 6.3 of RFC 9901. */
    @Test
    void rfc9901_recursiveExample_opensFromTheTop() {
        ObjectNode payload = (ObjectNode) value(RFC + "018-example-sd-jwt-with-recursi-json.json");
        var all = Vectors.files(RFC, ".json")
                .stream()
                .filter(file -> file.getFileName().toString().startsWith("disclosures"))
                .flatMap(file -> Vectors.anyJson(RFC + file.getFileName()).valueStream())
                .map(one -> Disclosure.parse(one.path("disclosure").stringValue()))
                .distinct()
                .toList();

        ObjectNode claims = ProcessedPayload.of(payload, all, SdJwtLimits.STRICT).claims();

        assertThat(claims.path("sub")).isEqualTo(payload.path("sub"));
        assertThat(claims.has("_sd")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"006-issuance-sdjwt,", "007-presentation-sdjwt,008-presentation-json",
            "009-presentation-sdjwt,010-presentation-json"})
    void sdJwtVc_example_isRefusedOnlyForWantOfAChain(String sdJwt,
                                                      @org.jspecify.annotations.Nullable String processed) {
        String text = value(VC + sdJwt + ".json").stringValue();
        UnverifiedSdJwtVc parsed = UnverifiedSdJwtVc.parse(text);
        var verifier = new SdJwtVcVerifier(new ChainValidator(), TypeMetadataSource.ofSchemas(),
                Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));

        parsed.issuerSignedJwt().verify(issuerKey(), SdJwtVcIssuer.TYP);
        assertThat(reasons(verifier.verifyPresentation(text, Optional.empty(), TrustAnchors.none())))
                .containsExactly("untrusted_issuer");
        if (processed != null) {
            assertThat(parsed.claims()).isEqualTo(value(VC + processed + ".json"));
        } else {
            assertThat(parsed.issuerSignedJwt().claims()).isEqualTo(value(VC + "005-issuance-json.json"));
        }
    }

    /** A PID of the EU's reference issuer: 27 Disclosures, a portrait, x5c, status. Its root is not published with it. */
    @Test
    void eudiPid_isReadAndItsSignatureHolds() {
        UnverifiedSdJwtVc pid = UnverifiedSdJwtVc.parse(Vectors.text("oid4vp/eudi/sd-jwt-vc-pid.txt").strip());
        var leaf = X5c.parse(pid.issuerSignedJwt().parameters().x5c().orElseThrow()).getFirst();
        var verifier = new SdJwtVcVerifier(new ChainValidator(), TypeMetadataSource.ofSchemas(),
                Clock.fixed(Instant.ofEpochSecond(1_783_000_000), ZoneOffset.UTC));

        pid.issuerSignedJwt().verify((java.security.interfaces.ECPublicKey) leaf.getPublicKey(), SdJwtVcIssuer.TYP);
        assertThat(pid.vct()).isEqualTo("urn:eudi:pid:1");
        assertThat(pid.disclosureFindings()).isEmpty();
        assertThat(pid.claims().path("issuing_country").stringValue()).isEqualTo("GR");
        assertThat(pid.authorityKeyIdentifiers()).containsExactly("QlBQvhC4EPCdRFyNv6sQCO4n3Ek");
        assertThat(reasons(verifier.verifyPresentation(pid.compact(), Optional.empty(), TrustAnchors.none())))
                .containsExactly("untrusted_issuer");
        assertThat(reasons(verifier.verifyPresentation(pid.compact(), Optional.empty(),
                new TrustAnchors(Set.of(leaf))))).containsExactly("trust_anchor_in_x5c");
    }

    @Test
    void sdJwtVcld_example_isReadAndItsKeyBindingHolds() {
        String folder = "oid4vp/spec/sd_jwt_vcld/01/";
        UnverifiedSdJwtVc issued = UnverifiedSdJwtVc.parse(unwrapped(folder + "sd_jwt_issuance.txt"));
        UnverifiedSdJwtVc presented = UnverifiedSdJwtVc.parse(unwrapped(folder + "sd_jwt_presentation.txt"));
        ObjectNode payload = Vectors.json(folder + "kb_jwt_payload.json");

        issued.issuerSignedJwt().verify(issuerKey(), SdJwtVcIssuer.TYP);
        assertThat(issued.disclosureFindings()).isEmpty();
        Vectors.json(folder + "user_claims.json")
                .properties()
                .forEach(claim -> assertThat(issued.claims().get(claim.getKey())).isEqualTo(claim.getValue()));
        assertThat(presented.keyBindingJwt()).contains(unwrapped(folder + "kb_jwt_serialized.txt"));
        assertThat(presented.sdHash()).isEqualTo(payload.path("sd_hash").stringValue());
    }

    private static String unwrapped(String file) {
        return Vectors.text(file).replaceAll("\\s", "");
    }

    @Test
    void claimPath_ofTheSpecification_selectsWhatItSays() {
        JsonNode credential = value("oid4vp/spec-inline/013-claims-path-pointer-example-claims-path.json");

        assertThat(select(credential, "[\"name\"]")).containsExactly("\"Arthur Dent\"");
        assertThat(select(credential, "[\"address\",\"street_address\"]")).containsExactly("\"42 Market Street\"");
        assertThat(select(credential, "[\"degrees\",null,\"type\"]"))
                .containsExactly("\"Bachelor of Science\"", "\"Master of Science\"");
        assertThat(select(credential, "[\"nationalities\",1]")).containsExactly("\"Betelgeusian\"");
        assertThat(select(credential, "[\"nationalities\",2]")).isEmpty();
        assertThat(select(credential, "[\"name\",null]")).isEmpty();
        assertThat(select(credential, "[\"address\",0]")).isEmpty();
        assertThat(select(credential, "[\"degrees\",\"type\"]")).isEmpty();
        assertThat(select(credential, "[\"degrees\",null,\"nothing\"]")).isEmpty();
    }

    private static List<String> select(JsonNode root, String path) {
        JsonNode json = StrictJson.parse(path.getBytes(java.nio.charset.StandardCharsets.UTF_8), 1_000);
        return ClaimPath.parse(json).orElseThrow().select(root).values().stream().map(StrictJson::write).toList();
    }
}
