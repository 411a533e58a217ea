package org.amana.core.vci;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.Spec;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** OpenID4VCI 1.0 appendix F.1 and F.4; every refusal starts from the accepted proof and changes one thing. */
@Spec({"OID4VCI-1FINAL-F.1", "OID4VCI-1FINAL-F.4"})
class KeyProofJwtTest {
    private static final CredentialIssuerIdentifier ISSUER = new CredentialIssuerIdentifier("https://issuer.example/a");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final NonceValue NONCE = new NonceValue("n-1");
    private final EphemeralKey holder = EphemeralKey.generate();

    @Test
    void verify_whenSignedInSteps_thenKeyAndNonceAreKnown() {
        String input = KeyProofJwt.signingInput(holder.publicJwk(), ISSUER, Optional.of(NONCE), NOW);
        String proof = JwsSigner.assemble(input, holder.sign(input.getBytes(StandardCharsets.US_ASCII)));

        VerifiedKeyProof verified = KeyProofJwt.verify(proof, ISSUER, Optional.empty(), NOW);

        assertThat(verified.nonce()).isEqualTo(NONCE);
        assertThat(Jwks.thumbprint(verified.key())).isEqualTo(holder.kid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kb+jwt", "dpop+jwt", "JWT", "openid4vci-proof+JWT"})
    void n031_anotherTyp_isRefused(String typ) {
        refuses(proof(header -> header.put("typ", typ), _ -> {}), "expected typ openid4vci-proof+jwt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "ES384", "ES256K", "RS256"})
    void n021_n022_n023_anotherAlgorithm_isRefused(String alg) {
        ObjectNode header = header().put("alg", alg);
        String forged = Base64Url.encode(bytes(header)) + "." + Base64Url.encode(bytes(claims())) + "."
                + Base64Url.encode(new byte[64]);
        refuses(forged, "alg ES256 expected");
    }

    @Test
    void n024_zeroSignature_isRefused() {
        String proof = proof(_ -> {}, _ -> {});
        refuses(proof.substring(0, proof.lastIndexOf('.') + 1) + Base64Url.encode(new byte[64]), "signature");
    }

    @Test
    void n025_pointOffTheCurve_isRefused() {
        refuses(proof(header -> ((ObjectNode) header.get("jwk")).put("y", "A".repeat(43)), _ -> {}), "curve");
    }

    @Test
    void n026_critHeader_isRefused() {
        refuses(proof(header -> header.putArray("crit").add("exp"), _ -> {}), "crit is not allowed");
    }

    @Test
    void n028_nonceTwice_isRefused() {
        String claims = StrictJson.write(claims()).replace("\"nonce\"", "\"nonce\":\"x\",\"nonce\"");
        String input = JwsSigner.signingInput(header(), claims.getBytes(StandardCharsets.UTF_8));
        refuses(JwsSigner.assemble(input, holder.sign(input.getBytes(StandardCharsets.US_ASCII))), "twice");
    }

    @Test
    void n119_noNonce_isRefused() {
        refuses(proof(_ -> {}, claims -> claims.remove("nonce")), "expected a nonce");
    }

    @Test
    void n120_anotherAudience_isRefused() {
        for (String aud : List.of("https://issuer.example/a/", "https://issuer.example/a/credential",
                "https://other.example")) {
            refuses(proof(_ -> {}, claims -> claims.put("aud", aud)), "expected aud");
        }
        refuses(proof(_ -> {}, claims -> claims.putArray("aud").add(ISSUER.value())), "expected aud");
    }

    @Test
    void n121_iatMissingOldOrAhead_isRefused() {
        refuses(proof(_ -> {}, claims -> claims.remove("iat")), "expected iat");
        for (Duration shift : List.of(Duration.ofHours(-1), Duration.ofHours(1), Duration.ofSeconds(-301),
                Duration.ofSeconds(61))) {
            refuses(proof(_ -> {}, claims -> claims.put("iat", NOW.plus(shift).getEpochSecond())), "window");
        }
        String justOld = proof(_ -> {}, claims -> claims.put("iat", NOW.minusSeconds(300).getEpochSecond()));
        assertThat(KeyProofJwt.verify(justOld, ISSUER, Optional.empty(), NOW).nonce()).isEqualTo(NONCE);
    }

    @Test
    void n122_keyNamedTwiceNeverOrPrivate_isRefused() {
        refuses(proof(header -> header.put("kid", "did:example:1#0"), _ -> {}),
                "exactly one of jwk, kid and x5c, got 2");
        refuses(proof(header -> header.remove("jwk"), _ -> {}), "got 0");
        refuses(proof(header -> header.set("jwk", holder.toJwk()), _ -> {}), "private");
    }

    @Test
    void n123_anotherKeySigned_isRefused() {
        ObjectNode header = header();
        header.set("jwk", Jwks.toMinimalJson(EphemeralKey.generate().publicJwk()));
        refuses(JwsSigner.sign(holder, header, claims()), "signature does not match");
    }

    @Test
    void verify_whenClientIsNamed_thenIssMustBeIt() {
        String named = proof(_ -> {}, claims -> claims.put("iss", "wallet-1"));

        assertThat(KeyProofJwt.verify(named, ISSUER, Optional.of("wallet-1"), NOW).nonce()).isEqualTo(NONCE);
        refuses(named, "expected no iss");
        Assertions.assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> KeyProofJwt.verify(named, ISSUER, Optional.of("wallet-2"), NOW))
                .withMessageContaining("expected iss to be the client_id");
    }

    private void refuses(String proof, String reason) {
        // the unchanged fixture passes
        assertThat(KeyProofJwt.verify(proof(_ -> {}, _ -> {}), ISSUER, Optional.empty(), NOW).nonce()).isEqualTo(NONCE);
        Assertions.assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> KeyProofJwt.verify(proof, ISSUER, Optional.empty(), NOW))
                .satisfies(e -> assertThat(e.problem()).isInstanceOf(VciProblem.InvalidProof.class))
                .withMessageContaining(reason);
    }

    private String proof(Consumer<ObjectNode> changeHeader, Consumer<ObjectNode> changeClaims) {
        ObjectNode header = header();
        ObjectNode claims = claims();
        changeHeader.accept(header);
        changeClaims.accept(claims);
        return JwsSigner.sign(holder, header, claims);
    }

    private ObjectNode header() {
        ObjectNode header = JwsSigner.header(KeyProofJwt.TYP);
        header.set("jwk", Jwks.toMinimalJson(holder.publicJwk()));
        return header;
    }

    private static ObjectNode claims() {
        return StrictJson.object()
                .put("aud", ISSUER.value())
                .put("iat", NOW.getEpochSecond())
                .put("nonce", NONCE.value());
    }

    private static byte[] bytes(ObjectNode json) {
        return StrictJson.write(json).getBytes(StandardCharsets.UTF_8);
    }
}
