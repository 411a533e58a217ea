package org.amana.core.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.testing.Problems;
import org.amana.core.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnverifiedJwsTest {
    private static final String TYP = "kb+jwt";
    private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"kb+jwt\"}";
    private static final String CLAIMS = "{\"nonce\":\"n-1\"}";
    private static final EphemeralKey KEY = EphemeralKey.generate();

    private static String verify(String compact) {
        return UnverifiedJws.parse(compact, 32_000)
                .verify(KEY.publicJwk(), TYP)
                .claims()
                .path("nonce")
                .stringValue();
    }

    private static String refusal(String compact) {
        return Problems.codeOf(() -> verify(compact));
    }

    private static String withHeader(String members) {
        return Tokens.sign(KEY, "{\"alg\":\"ES256\",\"typ\":\"kb+jwt\"," + members + "}", CLAIMS);
    }

    @Test
    void unchangedToken_isAccepted() {
        assertThat(verify(Tokens.sign(KEY, HEADER, CLAIMS))).isEqualTo("n-1");
    }

    @Test
    void sign_thenVerify_givesClaimsHeaderAndKey() {
        String compact = JwsSigner.sign(KEY, JwsSigner.header(TYP, KEY), StrictJson.object().put("nonce", "ü"));

        VerifiedJws verified = UnverifiedJws.parse(compact, 10_000).verify(KEY.publicKey(), TYP);

        assertThat(verified.claims().path("nonce").stringValue()).isEqualTo("ü");
        assertThat(verified.header().path("kid").stringValue()).isEqualTo(KEY.kid());
        assertThat(Jwks.thumbprint(verified.key())).isEqualTo(KEY.kid());
        verified.claims().put("nonce", "changed");
        assertThat(verified.claims().path("nonce").stringValue()).isEqualTo("ü");
    }

    /** The example of RFC 7515 appendix A.3: key, payload and signature of others. */
    @Test
    void rfc7515ExampleSignature_isAccepted() throws Exception {
        ECKey key = Jwks.parsePublicEcKey(StrictJson.parseObject("""
                {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                 "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""", 1_000));
        String compact = "eyJhbGciOiJFUzI1NiJ9"
                + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
                + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

        assertThat(UnverifiedJws.parse(compact, 1_000).verify(key, "").claims().path("iss").stringValue())
                .isEqualTo("joe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "", "HS256", "ES384", "ES256K", "RS256", "es256", "EdDSA"})
    void n021_algOutsideTheList_isRefused(String alg) {
        String header = "{\"alg\":\"" + alg + "\",\"typ\":\"kb+jwt\"}";

        assertThat(refusal(Tokens.sign(KEY, header, CLAIMS))).isEqualTo("algorithm_not_allowed");
        assertThat(refusal(Tokens.encode(header) + "." + Tokens.encode(CLAIMS) + "."))
                .isEqualTo("algorithm_not_allowed");
    }

    @Test
    void n021_algMissingOrNoString_isRefused() {
        assertThat(refusal(Tokens.sign(KEY, "{\"typ\":\"kb+jwt\"}", CLAIMS))).isEqualTo("algorithm_not_allowed");
        assertThat(refusal(Tokens.sign(KEY, "{\"alg\":[\"ES256\"],\"typ\":\"kb+jwt\"}", CLAIMS)))
                .isEqualTo("algorithm_not_allowed");
    }

    @Test
    void n022_hmacKeyedWithThePublicKey_isRefused() throws Exception {
        String input = Tokens.encode("{\"alg\":\"HS256\",\"typ\":\"kb+jwt\"}") + "." + Tokens.encode(CLAIMS);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.publicJwk().toJSONString().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

        assertThat(refusal(input + "." + Base64Url.encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo("algorithm_not_allowed");
    }

    @Test
    void n023_keyOfAnotherCurve_isRefused() throws Exception {
        ECKey p384 = new ECKeyGenerator(Curve.P_384).generate();
        UnverifiedJws jws = UnverifiedJws.parse(Tokens.sign(KEY, HEADER, CLAIMS), 10_000);

        assertThat(Problems.codeOf(() -> jws.verify(p384, TYP))).isEqualTo("bad_key");
    }

    @Test
    void n023_signatureInDer_isRefused() throws Exception {
        String compact = Tokens.sign(KEY, HEADER, CLAIMS);
        byte[] raw = Base64Url.decode(compact.substring(compact.lastIndexOf('.') + 1));

        assertThat(refusal(Tokens.withSignature(compact, ECDSA.transcodeSignatureToDER(raw))))
                .isEqualTo("bad_signature");
    }

    @Test
    void n024_zeroOrOversizedScalars_areRefused() {
        String compact = Tokens.sign(KEY, HEADER, CLAIMS);
        byte[] allOnes = new byte[64];
        Arrays.fill(allOnes, (byte) 0xFF);

        assertThat(refusal(Tokens.withSignature(compact, new byte[64]))).isEqualTo("bad_signature");
        assertThat(refusal(Tokens.withSignature(compact, allOnes))).isEqualTo("bad_signature");
        assertThat(refusal(Tokens.withSignature(compact, new byte[0]))).isEqualTo("bad_signature");
    }

    @Test
    void signatureOfOtherBytesOrKey_isRefused() {
        String compact = Tokens.sign(KEY, HEADER, CLAIMS);
        String otherClaims = Tokens.sign(KEY, HEADER, "{\"nonce\":\"n-2\"}");
        byte[] other = Base64Url.decode(otherClaims.substring(otherClaims.lastIndexOf('.') + 1));

        assertThat(refusal(Tokens.withSignature(compact, other))).isEqualTo("bad_signature");
        assertThat(refusal(Tokens.sign(EphemeralKey.generate(), HEADER, CLAIMS))).isEqualTo("bad_signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"crit\":[\"unknown\"],\"unknown\":1", "\"crit\":[]", "\"crit\":[\"alg\"]",
            "\"crit\":[\"absent\"]", "\"crit\":null"})
    void n026_critOfAnyKind_isRefused(String members) {
        assertThat(refusal(withHeader(members))).isEqualTo("header_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"b64\":false", "\"b64\":true", "\"zip\":\"DEF\""})
    void n027_b64OrZip_isRefused(String members) {
        assertThat(refusal(withHeader(members))).isEqualTo("header_not_allowed");
    }

    @Test
    void n028_memberTwice_isRefused() {
        assertThat(refusal(withHeader("\"alg\":\"ES256\""))).isEqualTo("malformed_jose");
        assertThat(refusal(Tokens.sign(KEY, HEADER, "{\"nonce\":\"n-1\",\"nonce\":\"n-1\"}")))
                .isEqualTo("malformed_jose");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "KB+JWT", "application/kb+jwt", "openid4vci-proof+jwt", ""})
    void n030_otherTyp_isRefused(String typ) {
        assertThat(refusal(Tokens.sign(KEY, "{\"alg\":\"ES256\",\"typ\":\"" + typ + "\"}", CLAIMS)))
                .isEqualTo("wrong_typ");
        assertThat(refusal(Tokens.sign(KEY, "{\"alg\":\"ES256\"}", CLAIMS))).isEqualTo("wrong_typ");
    }

    /** The parser has no way to fetch: the header stays unread and the given key decides. */
    @Test
    void n032_jkuAndX5u_areNotUsed() {
        assertThat(verify(withHeader("\"jku\":\"http://169.254.169.254/\",\"x5u\":\"file:///etc/passwd\"")))
                .isEqualTo("n-1");
    }

    @Test
    void n033_jwkInTheHeader_doesNotReplaceTheGivenKey() {
        EphemeralKey stranger = EphemeralKey.generate();
        String header = "{\"alg\":\"ES256\",\"typ\":\"kb+jwt\",\"jwk\":"
                + StrictJson.write(Jwks.toMinimalJson(stranger.publicJwk())) + "}";

        assertThat(refusal(Tokens.sign(stranger, header, CLAIMS))).isEqualTo("bad_signature");
    }

    @Test
    void n034_hostileKid_isOnlyTextAndTheGivenKeyDecides() {
        for (String kid : new String[]{"../../etc/passwd", "' OR 1=1 --", "a".repeat(10_000)}) {
            String compact = withHeader("\"kid\":\"" + kid + "\"");
            assertThat(verify(compact)).isEqualTo("n-1");
            assertThat(Problems.codeOf(() -> UnverifiedJws.parse(compact, 32_000)
                    .verify(EphemeralKey.generate().publicJwk(), TYP))).isEqualTo("bad_signature");
        }
    }

    @Test
    void n137_jwkWithPrivateMember_isRefused() {
        assertThat(refusal(withHeader("\"jwk\":" + StrictJson.write(KEY.toJwk())))).isEqualTo("bad_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c.d", "a.b.c", "e30.e30.", "eyJhbGciOiJFUzI1NiJ9.W10.AA",
            "eyJhbGciOiJFUzI1NiJ9=.e30.AA", "eyJhbGciOiJFUzI1NiJ9.e30 .AA", "é.e30.AA"})
    void parse_ofOtherShapes_isRefused(String compact) {
        assertThat(Problems.of(() -> verify(compact))).isInstanceOf(JoseProblem.class);
    }

    @Test
    void parse_atAndBeyondTheSize_isCheckedFirst() {
        String compact = Tokens.sign(KEY, HEADER, CLAIMS);

        assertThat(UnverifiedJws.parse(compact, compact.length()).typ()).isEqualTo(TYP);
        assertThat(Problems.of(() -> UnverifiedJws.parse(compact, compact.length() - 1)))
                .isInstanceOf(JoseProblem.TooLarge.class);
    }

    @Property(tries = 300)
    void parse_ofAnyJsonParts_endsInATokenOrAProblem(@ForAll String header, @ForAll String claims) {
        assertThat(Problems.onlyProblemsFrom(() -> verify(Tokens.sign(KEY, header, claims)))).isTrue();
        assertThat(Problems.onlyProblemsFrom(() -> verify(withHeader(header)))).isTrue();
        assertThat(Problems.onlyProblemsFrom(() -> verify(header + "." + claims + ".")))
                .isTrue();
    }
}
