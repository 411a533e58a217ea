package org.amana.core.sdjwt;

import static org.amana.core.sdjwt.SdJwtVcFixture.addDigests;
import static org.amana.core.sdjwt.SdJwtVcFixture.disclosure;
import static org.amana.core.sdjwt.SdJwtVcFixture.encoded;
import static org.amana.core.sdjwt.SdJwtVcFixture.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.testing.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** RFC 9901 section 7.1 steps 2d to 5, each rule against an issuer whose signature is good. */
class DisclosureRulesTest {
    private static final String ADA = disclosure("given_name", "Ada");
    private final SdJwtVcFixture fixture = new SdJwtVcFixture();

    private void assertAccepted(String sdJwt) {
        assertThat(reasons(fixture.verifyUnbound(sdJwt))).isEmpty();
    }

    private void assertRefused(String sdJwt, String... reasons) {
        assertThat(reasons(fixture.verifyUnbound(sdJwt))).containsExactly(reasons);
    }

    @Test
    void n001_disclosureByteFlipped_isUnreferenced() {
        ObjectNode payload = fixture.payloadOf(ADA);

        assertAccepted(fixture.forge(payload, ADA));
        assertRefused(fixture.forge(payload, disclosure("given_name", "Adb")), "unreferenced_disclosure");
    }

    @Test
    void n002_extraDisclosure_isUnreferenced() {
        ObjectNode payload = fixture.payloadOf(ADA);

        assertAccepted(fixture.forge(payload, ADA));
        assertRefused(fixture.forge(payload, ADA, disclosure("admin", StrictJson.array().add(true).get(0))),
                "unreferenced_disclosure");
    }

    @Test
    void n003_sameDisclosureTwice_isRefused() {
        ObjectNode payload = fixture.payloadOf(ADA);

        assertAccepted(fixture.forge(payload, ADA));
        assertRefused(fixture.forge(payload, ADA, ADA), "duplicate_disclosure");
    }

    @Test
    void n004_digestTwiceInOneArray_isRefused() {
        assertAccepted(fixture.forge(fixture.payloadOf(ADA), ADA));
        assertRefused(fixture.forge(fixture.payloadOf(ADA, ADA), ADA), "duplicate_digest");
        // also when nobody disclosed what it stands for
        assertRefused(fixture.forge(fixture.payloadOf(ADA, ADA)), "duplicate_digest");
    }

    @Test
    void n004_digestInTwoArrays_isRefused() {
        ObjectNode payload = fixture.payloadOf(ADA);
        addDigests(payload.putObject("nested").putArray("_sd"), ADA);

        assertRefused(fixture.forge(payload, ADA), "duplicate_digest");
    }

    @Test
    void n004_digestInPayloadAndInsideAnotherDisclosure_isRefused() {
        ObjectNode parent = StrictJson.object();
        addDigests(parent.putArray("_sd"), ADA);
        String parentDisclosure = disclosure("person", parent);

        assertAccepted(fixture.forge(fixture.payloadOf(parentDisclosure), parentDisclosure, ADA));
        assertRefused(fixture.forge(fixture.payloadOf(parentDisclosure, ADA), parentDisclosure, ADA),
                "duplicate_digest");
    }

    @Test
    void n005_memberWithTwoElements_isMalformed() {
        String element = encoded(StrictJson.array().add("salt").add("Ada"));

        assertAccepted(fixture.forge(fixture.payloadOf(ADA), ADA));
        assertRefused(fixture.forge(fixture.payloadOf(element), element), "malformed_disclosure");
    }

    @Test
    void n005_arrayElementWithThreeElements_isMalformed() {
        String element = encoded(StrictJson.array().add("salt").add("DE"));

        assertAccepted(fixture.forge(withArrayElement(element), element));
        assertRefused(fixture.forge(withArrayElement(ADA), ADA), "malformed_disclosure");
    }

    private ObjectNode withArrayElement(String disclosure) {
        ObjectNode payload = fixture.plainPayload();
        payload.putArray("nationalities")
                .addObject()
                .put("...",
                        HashAlgorithm.SHA_256.base64UrlDigest(disclosure));
        return payload;
    }

    @ParameterizedTest
    @ValueSource(strings = {"WyJzIiwibiIsInYiXQ==", "W+/=", "WyJzIiwibiIsIv8iXQ", "eyJhIjoxfQ", "bm90IGpzb24",
            "WyJzIl0",
            "WzEsIm4iLCJ2Il0", "WyJzIiwxLCJ2Il0", "WyJzIiwibiIsInYiLDFd", "WyJzIiwibiIseyJhIjoxLCJhIjoyfV0",
            "WyJzIiwibiIsInYiXR"})
    void n006_disclosureNotBase64UrlJsonArray_isMalformed(String disclosure) {
        assertAccepted(fixture.forge(fixture.payloadOf(ADA), ADA));
        assertRefused(fixture.forge(fixture.payloadOf(disclosure), disclosure), "malformed_disclosure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_sd", "..."})
    void n007_reservedClaimName_isRefused(String name) {
        String reserved = disclosure(name, "x");

        assertAccepted(fixture.forge(fixture.payloadOf(ADA), ADA));
        assertRefused(fixture.forge(fixture.payloadOf(reserved), reserved), "reserved_claim_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "vct", "given_name"})
    void n008_claimNameExistsInClear_isRefused(String name) {
        String overwrite = disclosure(name, "https://evil.example");
        ObjectNode payload = fixture.payloadOf(overwrite);
        payload.put("given_name", "Ada");

        assertRefused(fixture.forge(payload, overwrite), "claim_collision");
        payload.put("given_name", "Ada");
        payload.remove("_sd");
        assertAccepted(fixture.forge(payload));
    }

    @Test
    void n008_twoDisclosuresOfOneName_areRefused() {
        String other = disclosure("given_name", "Grace");

        assertRefused(fixture.forge(fixture.payloadOf(ADA, other), ADA, other), "claim_collision");
    }

    @Test
    void n009_childWithoutParent_isUnreferenced() {
        ObjectNode parent = StrictJson.object();
        addDigests(parent.putArray("_sd"), ADA);
        String parentDisclosure = disclosure("person", parent);
        ObjectNode payload = fixture.payloadOf(parentDisclosure);

        assertAccepted(fixture.forge(payload, parentDisclosure, ADA));
        assertAccepted(fixture.forge(payload, ADA, parentDisclosure));
        assertAccepted(fixture.forge(payload, parentDisclosure));
        assertRefused(fixture.forge(payload, ADA), "unreferenced_disclosure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"md5\"", "\"sha-1\"", "\"SHA-256\"", "256", "null", "\"sha-256 \"", "\"sha3-256\""})
    void n010_unknownHash_isRefused(String hash) {
        ObjectNode payload = fixture.payloadOf(ADA);

        payload.put("_sd_alg", "sha-256");
        assertAccepted(fixture.forge(payload, ADA));
        payload.set("_sd_alg", StrictJson.parse(hash.getBytes(java.nio.charset.StandardCharsets.UTF_8), 100));
        assertThat(reasons(fixture.verifyUnbound(fixture.forge(payload, ADA)))).contains("unsupported_hash");
    }

    @Test
    void n010_hashNameBelowTheTop_isRefused() {
        ObjectNode payload = fixture.payloadOf(ADA);
        payload.putObject("address").put("_sd_alg", "sha-256");

        assertRefused(fixture.forge(payload, ADA), "unsupported_hash");
    }

    @Test
    void n011_decoyDigest_isIgnoredAndDoesNotAppear() {
        ObjectNode payload = fixture.payloadOf(ADA, disclosure("decoy", "x"));
        payload.putArray("nationalities").add("DE").addObject().put("...", "ZGVjb3k");

        var verdict = fixture.verifyUnbound(fixture.forge(payload, ADA));

        assertThat(verdict).isInstanceOfSatisfying(SdJwtVcVerdict.Verified.class, verified -> {
            assertThat(verified.credential().claims().has("decoy")).isFalse();
            assertThat(verified.credential().claims().get("nationalities")).hasSize(1);
            assertThat(StrictJson.write(verified.credential().claims())).doesNotContain("...").doesNotContain("_sd");
        });
    }

    @Test
    void n012_objectLeftEmpty_staysAnObjectAndEmptyArraysStay() {
        ObjectNode payload = fixture.plainPayload();
        addDigests(payload.putObject("address").putArray("_sd"), ADA);
        payload.putArray("empty");
        payload.putArray("nationalities").addObject().put("...", "ZGVjb3k");

        var verdict = fixture.verifyUnbound(fixture.forge(payload));

        assertThat(verdict).isInstanceOfSatisfying(SdJwtVcVerdict.Verified.class, verified -> {
            ObjectNode claims = verified.credential().claims();
            assertThat(claims.get("address")).isEqualTo(StrictJson.object());
            assertThat(claims.get("empty")).isEqualTo(StrictJson.array());
            assertThat(claims.get("nationalities")).isEqualTo(StrictJson.array());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"})
    void n015_protectedClaimInDisclosure_isRefused(String name) {
        String secret = disclosure(name, "x");
        ObjectNode payload = fixture.payloadOf(secret);
        payload.remove(name);

        assertThat(reasons(fixture.verifyUnbound(fixture.forge(payload, secret))))
                .contains("protected_claim_disclosed");
        assertAccepted(fixture.forge(fixture.payloadOf(ADA), ADA));
    }

    @Test
    void n015_subClaimOfProtectedClaimInDisclosure_isRefused() {
        ObjectNode payload = fixture.plainPayload();
        String jwk = disclosure("jwk", payload.path("cnf").path("jwk"));
        addDigests(payload.putObject("cnf").putArray("_sd"), jwk);

        assertRefused(fixture.forge(payload, jwk), "protected_claim_disclosed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "{}", "[1]", "[null]"})
    void digestsNotAnArrayOfStrings_areRefused(String digests) {
        ObjectNode payload = fixture.plainPayload();
        payload.set("_sd", StrictJson.parse(digests.getBytes(java.nio.charset.StandardCharsets.UTF_8), 100));

        assertRefused(fixture.forge(payload), "malformed_sd_jwt");
    }

    @Test
    void threeDotsBesideAnotherMember_areRefused() {
        ObjectNode payload = fixture.plainPayload();
        payload.putArray("list").addObject().put("...", "ZGVjb3k").put("more", 1);
        assertRefused(fixture.forge(payload), "malformed_sd_jwt");

        ObjectNode outside = fixture.plainPayload();
        outside.putObject("object").put("...", "ZGVjb3k");
        assertRefused(fixture.forge(outside), "reserved_claim_name");
    }

    /** Caps come first: in each case the signature is garbage, and the cap is what is reported. */
    @Test
    void n020_beyondTheCaps_isRefusedBeforeTheSignature() {
        String unsigned = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImRjK3NkLWp3dCJ9.e30.AAAA";
        String[] thousand = IntStream.range(0, 1_000).mapToObj(i -> disclosure("c" + i, "v")).toArray(String[]::new);

        assertThat(UnverifiedSdJwtVc.parse(SdJwtVcFixture.join(unsigned, thousand)).disclosures()).hasSize(1_000);
        assertRefused(SdJwtVcFixture.join(unsigned, thousand) + ADA + "~", "too_large");
        assertRefused(unsigned + "~" + "A".repeat(256 * 1024), "too_large");
    }

    @Test
    void n020_nestedDeeperThan64_isRefused() {
        assertThat(Problems.of(() -> UnverifiedSdJwtVc.parse(fixture.forge(nestedPayload(64), nestedDisclosures(64)))))
                .isInstanceOf(SdJwtProblem.TooLarge.class);
        assertAccepted(fixture.forge(nestedPayload(63), nestedDisclosures(63)));
    }

    @Test
    void n020_oneDisclosureNestedDeeperThan64_isRefused() {
        ArrayNode deep = StrictJson.array();
        ArrayNode inner = deep;
        for (int i = 0; i < 70; i++) {
            inner = inner.addArray();
        }

        assertRefused(fixture.forge(fixture.plainPayload(), disclosure("deep", deep)), "malformed_disclosure");
    }

    /** A chain of Disclosures, each the parent of the next: every one is shallow, together they are deep. */
    private static String[] nestedDisclosures(int levels) {
        String[] chain = new String[levels];
        ObjectNode value = StrictJson.object();
        for (int i = levels - 1; i >= 0; i--) {
            chain[i] = disclosure("c", value);
            value = StrictJson.object();
            addDigests(value.putArray("_sd"), chain[i]);
        }
        return chain;
    }

    private ObjectNode nestedPayload(int levels) {
        return fixture.payloadOf(nestedDisclosures(levels)[0]);
    }

    @Test
    void n017_textThatIsNoSdJwt_isMalformed() {
        String credential = fixture.credential();
        String presentation = fixture.presentation();
        String keyBinding = presentation.substring(presentation.lastIndexOf('~') + 1);

        assertAccepted(credential);
        // the last ~ is missing
        assertRefused(credential.substring(0, credential.length() - 1), "malformed_sd_jwt");
        // no ~ at all
        assertRefused(credential.substring(0, credential.indexOf('~')), "malformed_sd_jwt");
        // two KB-JWTs
        assertRefused(presentation + "~" + keyBinding, "malformed_sd_jwt");
        assertRefused(credential + keyBinding + "~", "malformed_sd_jwt");
        // an empty Disclosure
        assertRefused(credential + "~", "malformed_sd_jwt");
        // an empty Issuer-signed JWT
        assertRefused(credential.substring(credential.indexOf('~')), "malformed_jose");
        assertRefused("~", "malformed_jose");
        assertRefused("", "malformed_sd_jwt");
    }

    @Test
    void compact_ofParsed_isWhatWasReceived() {
        String credential = fixture.credential();

        UnverifiedSdJwtVc parsed = UnverifiedSdJwtVc.parse(credential);

        assertThat(parsed.compact()).isEqualTo(credential);
        assertThat(UnverifiedJws.parse(credential.substring(0, credential.indexOf('~')), 100_000).typ())
                .isEqualTo("dc+sd-jwt");
        assertThat(parsed.toString()).doesNotContain("Ada");
    }
}
