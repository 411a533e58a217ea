package org.amana.core.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import java.util.List;
import java.util.Random;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SdJwtVcIssuerTest {
    private final SdJwtVcFixture fixture = new SdJwtVcFixture();
    private final SdJwtVcIssuer issuer = new SdJwtVcIssuer(TestRandom.seeded());

    private ObjectNode signedClaims(SdJwtVcPayload payload) {
        return UnverifiedSdJwtVc.parse(issuer.issue(payload, fixture.issuer)).issuerSignedJwt().claims();
    }

    @Test
    void issue_ofGroupedClaims_makesOneDisclosureEach() {
        UnverifiedSdJwtVc credential = UnverifiedSdJwtVc.parse(issuer.issue(fixture.payload(), fixture.issuer));

        assertThat(credential.disclosures()).extracting(one -> one.claimName().orElseThrow())
                .containsExactlyInAnyOrder("work_permission", "given_name", "family_name", "document_number");
        assertThat(credential.claims().path("work_permission"))
                .isEqualTo(SdJwtVcFixture.disclosableClaims().get("work_permission"));
        assertThat(credential.issuerSignedJwt().header().propertyNames()).containsExactly("alg", "typ", "x5c");
        assertThat(credential.issuerSignedJwt().claims().propertyNames())
                .containsExactlyInAnyOrder("iss", "iat", "exp", "vct", "cnf", "status", "_sd", "_sd_alg");
    }

    @Test
    void issue_twice_sharesNoSaltAndHidesTheOrderOfClaims() {
        SdJwtVcIssuer random = new SdJwtVcIssuer(new Random(7));
        UnverifiedSdJwtVc one = UnverifiedSdJwtVc.parse(random.issue(fixture.payload(), fixture.issuer));
        UnverifiedSdJwtVc other = UnverifiedSdJwtVc.parse(random.issue(fixture.payload(), fixture.issuer));

        assertThat(one.disclosures()).extracting(Disclosure::salt)
                .doesNotHaveDuplicates()
                .allMatch(salt -> salt.length() == 22)
                .doesNotContainAnyElementsOf(other.disclosures().stream().map(Disclosure::salt).toList());
        List<String> digests = one.issuerSignedJwt()
                .claims()
                .path("_sd")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
        assertThat(digests).isSorted();
    }

    @Test
    void issue_withoutDisclosableClaims_hasNoSd() {
        ObjectNode claims = signedClaims(SdJwtVcPayload.of("urn:x", StrictJson.object()));

        assertThat(claims.propertyNames()).containsExactly("vct");
    }

    @Test
    void issue_ofLongAndPreciseNumbers_keepsThem() {
        ObjectNode claims = StrictJson.parseObject(
                "{\"n\":{\"big\":12345678901234567890,\"small\":1.10,\"text\":\"é <&> \\u2028\",\"nothing\":null}}",
                1_000);

        UnverifiedSdJwtVc credential = UnverifiedSdJwtVc.parse(
                issuer.issue(SdJwtVcPayload.of("urn:x", claims), fixture.issuer));

        assertThat(credential.claims().path("n").path("big").bigIntegerValue()).hasToString("12345678901234567890");
        assertThat(credential.claims().path("n").path("text").stringValue()).isEqualTo("é <&> \u2028");
        assertThat(credential.claims().path("n").path("nothing").isNull()).isTrue();
    }

    @Test
    void issue_bindsOnlyTheCoordinatesOfTheHoldersKey() {
        ECKey chatty = new ECKey.Builder(fixture.holder.publicJwk()).keyID("my-phone").build();

        assertThat(signedClaims(fixture.payload().withHolderKey(chatty)).path("cnf").path("jwk").propertyNames())
                .containsExactly("kty", "crv", "x", "y");
    }

    @Test
    void issue_byUncertifiedKey_isABug() {
        assertThatThrownBy(() -> issuer.issue(fixture.payload(), EphemeralKey.generate()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_sd", "...", "_sd_alg"})
    void n013_reservedNameInTheData_isNeverSigned(String name) {
        ObjectNode deep = StrictJson.object();
        deep.putObject("work_permission").putArray("list").addObject().put(name, "x");
        ObjectNode top = StrictJson.object().put(name, "x");

        for (ObjectNode claims : List.of(deep, top)) {
            assertThatThrownBy(() -> SdJwtVcPayload.of("urn:x", claims)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> fixture.payload().withPlainClaims(claims))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(signedClaims(fixture.payload()).has("_sd")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "nbf", "exp", "iat", "cnf", "vct", "vct#integrity", "aka_vcts", "status", "_sd"})
    void n014_protectedClaimAsDisclosable_isRefused(String name) {
        ProtectedClaims.requireDisclosable(List.of("given_name", "work_permission"));

        assertThat(Problems.of(() -> ProtectedClaims.requireDisclosable(List.of("given_name", name))))
                .isEqualTo(new SdJwtProblem.ProtectedClaim(name));
        if (!name.equals("_sd")) {
            assertThat(Problems.of(() -> SdJwtVcPayload.of("urn:x", StrictJson.object().put(name, "x"))))
                    .isEqualTo(new SdJwtProblem.ProtectedClaim(name));
        }
    }

    @Test
    void select_discloseOnlyWhatThePathsNeed() {
        UnverifiedSdJwtVc credential = UnverifiedSdJwtVc.parse(issuer.issue(fixture.payload(), fixture.issuer));

        assertThat(credential.select(List.of()).disclosures()).isEmpty();
        assertThat(credential.select(List.of(ClaimPath.of("given_name"))).claims().propertyNames())
                .contains("given_name")
                .doesNotContain("family_name", "work_permission");
        // a child of a group brings the whole group: its members were issued to travel together
        assertThat(credential.select(List.of(ClaimPath.of("work_permission", "from"))).claims().path("work_permission"))
                .isEqualTo(credential.claims().path("work_permission"));
        assertThat(credential.select(List.of(ClaimPath.of("nowhere"))).disclosures()).isEmpty();
    }
}
