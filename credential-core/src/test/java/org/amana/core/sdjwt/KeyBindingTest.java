package org.amana.core.sdjwt;

import static org.amana.core.sdjwt.SdJwtVcFixture.AUDIENCE;
import static org.amana.core.sdjwt.SdJwtVcFixture.NONCE;
import static org.amana.core.sdjwt.SdJwtVcFixture.keyBindingClaims;
import static org.amana.core.sdjwt.SdJwtVcFixture.keyBindingJwt;
import static org.amana.core.sdjwt.SdJwtVcFixture.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.testing.TestClock;
import org.amana.core.trust.TrustAnchors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class KeyBindingTest {
    private final SdJwtVcFixture fixture = new SdJwtVcFixture();

    private void assertAccepted() {
        assertThat(reasons(fixture.verify(fixture.presentation()))).isEmpty();
    }

    private final String credential = fixture.credential();

    private List<String> reasonsWith(Consumer<ObjectNode> change) {
        ObjectNode claims = keyBindingClaims(credential);
        change.accept(claims);
        return reasons(
                fixture.verify(credential + keyBindingJwt(JwsSigner.header("kb+jwt"), claims, fixture.holder)));
    }

    @Test
    void unchangedKeyBinding_isAccepted() {
        assertThat(reasonsWith(_ -> {})).isEmpty();
    }

    @Test
    void n030_otherTypBySameKey_isRefused() {
        String jwt = keyBindingJwt(JwsSigner.header("openid4vci-proof+jwt"), keyBindingClaims(credential),
                fixture.holder);

        assertAccepted();
        assertThat(reasons(fixture.verify(credential + jwt))).containsExactly("wrong_typ");
    }

    @Test
    void n045_missingKeyBinding_isRefused() {
        assertAccepted();
        assertThat(reasons(fixture.verify(credential))).containsExactly("missing_holder_binding");
    }

    @Test
    void n046_otherKeyOrNoCnf_isRefused() {
        String byAnother = keyBindingJwt(JwsSigner.header("kb+jwt"), keyBindingClaims(credential),
                EphemeralKey.generate());
        ObjectNode unbound = fixture.plainPayload();
        unbound.remove("cnf");
        String withoutCnf = fixture.forge(unbound);

        assertAccepted();
        assertThat(reasons(fixture.verify(credential + byAnother))).containsExactly("holder_key_mismatch");
        assertThat(reasons(fixture.verify(fixture.present(withoutCnf)))).containsExactly("holder_key_mismatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n-0S6_WzA2Mj.4f8a", "n-0S6_WzA2Mj.4f8a~x", "", "N-0S6_WzA2Mj.4f8a~"})
    void n047_nonceDiffers_isRefused(String nonce) {
        assertThat(reasonsWith(_ -> {})).isEmpty();
        assertThat(reasonsWith(claims -> claims.put("nonce", nonce))).containsExactly("nonce_mismatch");
        assertThat(reasonsWith(claims -> claims.remove("nonce"))).containsExactly("nonce_mismatch");
        assertThat(reasonsWith(claims -> claims.putArray("nonce").add(NONCE))).containsExactly("nonce_mismatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x509_hash:other", "Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk",
            "https://verifier.example/response", ""})
    void n048_audienceDiffers_isRefused(String audience) {
        assertThat(reasonsWith(_ -> {})).isEmpty();
        assertThat(reasonsWith(claims -> claims.put("aud", audience))).containsExactly("audience_mismatch");
        assertThat(reasonsWith(claims -> claims.putArray("aud").add(AUDIENCE).add("https://other.example")))
                .containsExactly("audience_mismatch");
    }

    @Test
    void n049_clientIdInsteadOfOrigin_isRefused() {
        var overDcApi = Optional.of(RequiredKeyBinding.of(NONCE, "origin:https://verifier.example"));
        String forOrigin = KeyBindingJwt.present(UnverifiedSdJwtVc.parse(credential),
                "origin:https://verifier.example", NONCE, TestClock.NOW, fixture.holder);

        assertThat(reasons(fixture.verifier.verifyPresentation(forOrigin, overDcApi, fixture.ca.anchors())))
                .isEmpty();
        assertThat(reasons(fixture.verifier.verifyPresentation(fixture.presentation(), overDcApi,
                fixture.ca.anchors()))).containsExactly("audience_mismatch");
    }

    @Test
    void n050_iatOutsideTheWindow_isRefused() {
        long now = TestClock.NOW.getEpochSecond();

        assertThat(reasonsWith(claims -> claims.put("iat", now - 600))).isEmpty();
        assertThat(reasonsWith(claims -> claims.put("iat", now + 60))).isEmpty();
        assertThat(reasonsWith(claims -> claims.put("iat", now - 601))).containsExactly("kb_iat");
        assertThat(reasonsWith(claims -> claims.put("iat", now + 61))).containsExactly("kb_iat");
        assertThat(reasonsWith(claims -> claims.remove("iat"))).containsExactly("kb_iat");
        assertThat(reasonsWith(claims -> claims.put("iat", "" + now))).containsExactly("kb_iat");
        assertThat(reasonsWith(claims -> claims.put("iat", 1e300))).containsExactly("kb_iat");
    }

    @Test
    void n051_hashOfOtherDisclosures_isRefused() {
        UnverifiedSdJwtVc parsed = UnverifiedSdJwtVc.parse(credential);
        String fewer = parsed.select(List.of(ClaimPath.of("given_name"))).compact();
        List<String> parts = List.of(credential.split("~", -1));
        String reordered = String.join("~", List.of(parts.get(0), parts.get(2), parts.get(1), parts.get(3),
                parts.get(4), ""));

        String jwt = keyBindingJwt(JwsSigner.header("kb+jwt"), keyBindingClaims(credential), fixture.holder);
        assertThat(reasons(fixture.verify(credential + jwt))).isEmpty();
        assertThat(reasons(fixture.verify(fewer + jwt))).containsExactly("sd_hash_mismatch");
        assertThat(reasons(fixture.verify(reordered + jwt))).containsExactly("sd_hash_mismatch");
        assertThat(reasonsWith(claims -> claims.remove("sd_hash"))).containsExactly("sd_hash_mismatch");
    }

    @Test
    void n067_transactionDataHashes_areCompared() {
        String data = Base64Url
                .encode("{\"type\":\"qes\",\"credential_ids\":[\"a\"]}".getBytes(StandardCharsets.UTF_8));
        var required = Optional.of(new RequiredKeyBinding(NONCE, AUDIENCE, Duration.ofMinutes(5), List.of(data)));
        ObjectNode claims = keyBindingClaims(credential);
        claims.putArray("transaction_data_hashes").add(HashAlgorithm.SHA_256.base64UrlDigest(data));

        assertThat(reasons(fixture.verifier.verifyPresentation(
                credential + keyBindingJwt(JwsSigner.header("kb+jwt"), claims, fixture.holder), required,
                fixture.ca.anchors()))).isEmpty();
        claims.putArray("transaction_data_hashes").add(HashAlgorithm.SHA_256.base64UrlDigest(data + "x"));
        assertThat(reasons(fixture.verifier.verifyPresentation(
                credential + keyBindingJwt(JwsSigner.header("kb+jwt"), claims, fixture.holder), required,
                fixture.ca.anchors()))).containsExactly("transaction_data_mismatch");
        assertThat(reasons(fixture.verifier.verifyPresentation(fixture.presentation(), required,
                fixture.ca.anchors()))).containsExactly("transaction_data_mismatch");
    }

    @Test
    void n021_keyBindingWithoutSignature_isRefused() {
        String none = Base64Url.encode("{\"alg\":\"none\",\"typ\":\"kb+jwt\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + Base64Url.encode(StrictJson.write(keyBindingClaims(credential)).getBytes(StandardCharsets.UTF_8))
                + ".";

        assertAccepted();
        assertThat(reasons(fixture.verify(credential + none))).containsExactly("algorithm_not_allowed");
    }

    @Test
    void everythingWrongAtOnce_isToldInTheOrderOfTheSpecification() {
        fixture.clock.advance(Duration.ofDays(20));
        String forged = credential.replaceFirst("~.*", "~") + SdJwtVcFixture.disclosure("admin", "yes") + "~";
        ObjectNode claims = keyBindingClaims(credential).put("nonce", "x").put("aud", "y");
        String jwt = keyBindingJwt(JwsSigner.header("JWT"), claims, EphemeralKey.generate());

        assertThat(reasons(fixture.verifier.verifyPresentation(forged + jwt,
                Optional.of(RequiredKeyBinding.of(NONCE, AUDIENCE)), TrustAnchors.none())))
                .containsExactly("untrusted_issuer", "unreferenced_disclosure", "credential_expired",
                        "holder_key_mismatch", "wrong_typ", "kb_iat", "nonce_mismatch", "audience_mismatch",
                        "sd_hash_mismatch");
    }
}
