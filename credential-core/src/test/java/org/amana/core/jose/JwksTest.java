package org.amana.core.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.testing.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JwksTest {
    private static final EphemeralKey KEY = EphemeralKey.generate();

    private static String refusal(UnaryOperator<ObjectNode> change) {
        return Problems.codeOf(() -> Jwks.parsePublicEcKey(change.apply(Jwks.toMinimalJson(KEY.publicJwk()))));
    }

    @Test
    void parse_ofUnchangedKey_keepsKidAndAlgAndLeavesTheRest() {
        ObjectNode jwk = Jwks.toMinimalJson(KEY.publicJwk()).put("kid", "k").put("alg", "ECDH-ES").put("x5u", "x");

        var key = Jwks.parsePublicEcKey(jwk);

        assertThat(Jwks.thumbprint(key)).isEqualTo(KEY.kid());
        assertThat(Jwks.toJson(key).propertyNames()).containsExactlyInAnyOrder("kty", "crv", "x", "y", "kid", "alg");
    }

    /** RFC 7638 section 3.1 has an RSA key only; this EC thumbprint is RFC 9449 section 6.1's {@code jkt}. */
    @Test
    void thumbprint_ofTheRfc9449Key_isItsJkt() {
        var key = Jwks.parsePublicEcKey(StrictJson.parseObject("""
                {"kty":"EC","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
                 "y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA","crv":"P-256"}""", 1_000));

        assertThat(Jwks.thumbprint(key)).isEqualTo("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    }

    @Test
    void n025_pointOffTheCurve_isRefused() {
        assertThat(refusal(jwk -> jwk.put("y", jwk.path("x").stringValue()))).isEqualTo("bad_key");
        assertThat(
                refusal(jwk -> jwk.put("x", Base64Url.encode(new byte[32])).put("y", Base64Url.encode(new byte[32]))))
                .isEqualTo("bad_key");
    }

    @Test
    void n025_coordinateOfWrongLength_isRefused() {
        assertThat(refusal(jwk -> jwk.put("x", Base64Url.encode(new byte[31])))).isEqualTo("bad_key");
        byte[] padded = new byte[33];
        System.arraycopy(KEY.publicJwk().getX().decode(), 0, padded, 1, 32);
        assertThat(refusal(jwk -> jwk.put("x", Base64Url.encode(padded)))).isEqualTo("bad_key");
    }

    @Test
    void n023_otherTypeOrCurve_isRefused() {
        assertThat(refusal(jwk -> jwk.put("crv", "P-384"))).isEqualTo("bad_key");
        assertThat(refusal(jwk -> jwk.put("crv", "secp256k1"))).isEqualTo("bad_key");
        assertThat(refusal(jwk -> jwk.put("kty", "OKP"))).isEqualTo("bad_key");
        assertThat(refusal(jwk -> jwk.put("x", 1))).isEqualTo("bad_key");
        assertThat(Problems.codeOf(() -> Jwks.parsePublicEcKey(StrictJson.array()))).isEqualTo("bad_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "k", "p", "q", "dp", "dq", "qi", "oth"})
    void n137_privateMember_isRefused(String member) {
        assertThat(refusal(jwk -> jwk.put(member, "AA"))).isEqualTo("bad_key");
    }
}
