package org.amana.core.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestClock;
import org.amana.core.testing.TestRandom;
import org.amana.core.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class DpopProofTest {
    private static final URI HTU = URI.create("https://issuer.example/labour-office/credential");
    private static final Instant NOW = TestClock.NOW;
    private static final EphemeralKey KEY = EphemeralKey.generate();
    private static final String INVALID = "invalid_dpop_proof";

    private final DpopExpectation expected = DpopExpectation.of("POST", HTU, NOW)
            .withAccessToken("token-1")
            .withNonce("nonce-1"::equals);

    private static String proof() {
        return DpopProof.create(KEY, "POST", HTU, Optional.of("nonce-1"), Optional.of("token-1"),
                TestClock.atNoon(), TestRandom.seeded());
    }

    private static ObjectNode claims() {
        return UnverifiedJws.parse(proof(), 10_000).claims();
    }

    private static ObjectNode header() {
        return UnverifiedJws.parse(proof(), 10_000).header();
    }

    private static String signed(ObjectNode claims) {
        return Tokens.sign(KEY, StrictJson.write(header()), StrictJson.write(claims));
    }

    private String refusal(String... headerValues) {
        return Problems.codeOf(() -> DpopProof.verify(List.of(headerValues), expected));
    }

    private String refusalOf(ObjectNode claims) {
        return refusal(signed(claims));
    }

    @Test
    void unchangedProof_isAcceptedAndGivesWhatTheReplayStoreNeeds() {
        VerifiedDpop verified = DpopProof.verify(List.of(proof()), expected);

        assertThat(verified.thumbprint()).isEqualTo(KEY.kid());
        assertThat(verified.jti()).hasSize(22);
        assertThat(verified.issuedAt()).isEqualTo(NOW);
        assertThat(verified.replayableUntil()).isAfter(NOW.plus(DpopProof.MAX_AGE));
        assertThat(DpopProof.verify(List.of(signed(claims())), expected).jti()).isEqualTo(verified.jti());
    }

    @Test
    void n132_sameProofTwice_givesTheSameJtiForTheReplayStoreAndAnotherProofAnother() {
        String proof = proof();
        String other = DpopProof.create(KEY, "POST", HTU, Optional.of("nonce-1"), Optional.of("token-1"),
                TestClock.atNoon(), new java.util.Random(1));

        assertThat(DpopProof.verify(List.of(proof), expected).jti())
                .isEqualTo(DpopProof.verify(List.of(proof), expected).jti())
                .isNotEqualTo(DpopProof.verify(List.of(other), expected).jti());
    }

    @Test
    void n133_athMissingOrOfAnotherToken_isRefused() {
        ObjectNode without = claims();
        without.remove("ath");

        assertThat(refusalOf(without)).isEqualTo(INVALID);
        assertThat(refusalOf(claims().put("ath", "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"))).isEqualTo(INVALID);
    }

    /** RFC 9449 section 7.1: this token's hash as the RFC prints it. */
    @Test
    void ath_ofTheRfcToken_isTheRfcHash() {
        String proof = DpopProof.create(KEY, "GET", HTU, Optional.empty(),
                Optional.of("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"), TestClock.atNoon(), TestRandom.seeded());

        assertThat(UnverifiedJws.parse(proof, 10_000).claims().path("ath").stringValue())
                .isEqualTo("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://issuer.example/labour-office/token",
            "http://issuer.example/labour-office/credential",
            "https://issuer.example:8443/labour-office/credential", "https://other.example/labour-office/credential",
            "https://issuer.example/labour-office/credential/", "/labour-office/credential", "not a uri %", ""})
    void n134_otherHtu_isRefused(String htu) {
        assertThat(refusalOf(claims().put("htu", htu))).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @CsvSource({"https://issuer.example/labour-office/credential?a=b",
            "https://issuer.example/labour-office/credential#f",
            "HTTPS://ISSUER.example:443/labour-office/credential"})
    void n134_htuWithQueryFragmentOrDefaultPort_isTheSame(String htu) {
        assertThat(DpopProof.verify(List.of(signed(claims().put("htu", htu))), expected).thumbprint())
                .isEqualTo(KEY.kid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "post", ""})
    void n134_otherHtm_isRefused(String htm) {
        assertThat(refusalOf(claims().put("htm", htm))).isEqualTo(INVALID);
    }

    @Test
    void n135_proofByAnotherKey_hasAnotherThumbprint() {
        String other = DpopProof.create(EphemeralKey.generate(), "POST", HTU, Optional.of("nonce-1"),
                Optional.of("token-1"), TestClock.atNoon(), TestRandom.seeded());

        assertThat(DpopProof.verify(List.of(other), expected).thumbprint()).isNotEqualTo(KEY.kid());
    }

    @Test
    void n136_nonceMissingOrStale_asksForAFreshOne() {
        ObjectNode without = claims();
        without.remove("nonce");

        assertThat(refusalOf(without)).isEqualTo("use_dpop_nonce");
        assertThat(refusalOf(claims().put("nonce", "nonce-0"))).isEqualTo("use_dpop_nonce");
        assertThat(refusalOf(claims().put("nonce", 1))).isEqualTo("use_dpop_nonce");
        assertThat(refusalOf(without.put("htm", "GET"))).isEqualTo(INVALID);
    }

    @Test
    void n137_twoHeadersOrNone_areRefused() {
        assertThat(refusal(proof(), proof())).isEqualTo(INVALID);
        assertThat(refusal()).isEqualTo(INVALID);
    }

    @Test
    void n137_jwkWithPrivatePart_isRefused() {
        ObjectNode header = header();
        header.set("jwk", KEY.toJwk());

        assertThat(refusal(Tokens.sign(KEY, StrictJson.write(header), StrictJson.write(claims())))).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "openid4vci-proof+jwt", "kb+jwt"})
    void n137_otherTyp_isRefused(String typ) {
        String header = StrictJson.write(header().put("typ", typ));

        assertThat(refusal(Tokens.sign(KEY, header, StrictJson.write(claims())))).isEqualTo(INVALID);
    }

    @Test
    void jwkMissingOrSignedByAnother_isRefused() {
        ObjectNode header = header();
        header.remove("jwk");

        assertThat(refusal(Tokens.sign(KEY, StrictJson.write(header), StrictJson.write(claims())))).isEqualTo(INVALID);
        assertThat(refusal(Tokens.sign(EphemeralKey.generate(), StrictJson.write(header()),
                StrictJson.write(claims())))).isEqualTo(INVALID);
        assertThat(refusal("nonsense")).isEqualTo(INVALID);
    }

    @Test
    void iat_atAndBeyondTheWindow_isAcceptedAndRefused() {
        long now = NOW.getEpochSecond();
        long oldest = NOW.minus(DpopProof.MAX_AGE).getEpochSecond();
        long newest = NOW.plus(DpopProof.MAX_AHEAD).getEpochSecond();

        for (long accepted : new long[]{oldest, now, newest}) {
            assertThat(DpopProof.verify(List.of(signed(claims().put("iat", accepted))), expected).issuedAt())
                    .isEqualTo(Instant.ofEpochSecond(accepted));
        }
        for (long refused : new long[]{oldest - 1, newest + 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(refusalOf(claims().put("iat", refused))).isEqualTo(INVALID);
        }
        assertThat(refusalOf(claims().put("iat", String.valueOf(now)))).isEqualTo(INVALID);
        assertThat(refusalOf(claims().put("iat", now + 0.5))).isEqualTo(INVALID);
    }

    @Test
    void jti_emptyMissingOrLong_isRefused() {
        ObjectNode without = claims();
        without.remove("jti");

        assertThat(refusalOf(without)).isEqualTo(INVALID);
        assertThat(refusalOf(claims().put("jti", ""))).isEqualTo(INVALID);
        assertThat(refusalOf(claims().put("jti", "a".repeat(129)))).isEqualTo(INVALID);
        assertThat(DpopProof.verify(List.of(signed(claims().put("jti", "a".repeat(128)))), expected).jti())
                .hasSize(128);
    }

    @Property(tries = 200)
    void verify_ofAnyClaims_endsInAProofOrAProblem(@ForAll String htu, @ForAll long iat) {
        assertThat(Problems.onlyProblemsFrom(
                () -> DpopProof.verify(List.of(signed(claims().put("htu", htu))),
                        DpopExpectation.of("POST", HTU, NOW.plus(Duration.ofSeconds(1))))))
                .isTrue();
        assertThat(Problems.onlyProblemsFrom(() -> DpopProof.verify(List.of(signed(claims().put("iat", iat))),
                DpopExpectation.of("POST", HTU, NOW)))).isTrue();
    }
}
