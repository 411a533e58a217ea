package org.amana.core.vp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.amana.core.dcql.DcqlProblem;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.jose.Jwks;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.Problem;
import org.amana.core.register.CredentialCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the Request Object asks (OID4VP 1.0 sections 5.1, 5.2, 8.2 and 8.3). */
class RequestParametersTest {
    private final VpFixture fixture = new VpFixture();

    @ParameterizedTest
    @ValueSource(strings = {"code", "vp_token id_token", ""})
    void otherResponseType_isRefused(String type) {
        assertThat(fixture.problemWith(claims -> claims.put("response_type", type)))
                .isEqualTo(new VpProblem.UnsupportedResponseType());
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct_post", "fragment", "dc_api.jwt", ""})
    void otherResponseMode_isRefused(String mode) {
        assertThat(fixture.problemWith(claims -> claims.put("response_mode", mode)))
                .isEqualTo(new VpProblem.UnsupportedResponseMode());
        assertThat(fixture.problemWith(claims -> claims.remove("response_mode")))
                .isEqualTo(new VpProblem.UnsupportedResponseMode());
    }

    @Test
    void n078_redirectUriWithDirectPost_isRefused() {
        assertThat(fixture.problemWith(claims -> claims.put("redirect_uri", "https://verifier.example/cb")))
                .isEqualTo(new VpProblem.RedirectUriPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://verifier.example/r", "verifier.example", "javascript:alert(1)",
            "https://verifier.example/r#f", "https://a b", "https://127.0.0.1@evil.example/"})
    void n078_responseUriMissingOrNotHttps_isRefused(String uri) {
        assertThat(fixture.problemWith(claims -> claims.put("response_uri", uri)))
                .isEqualTo(new VpProblem.InvalidResponseUri());
        assertThat(fixture.problemWith(claims -> claims.remove("response_uri")))
                .isEqualTo(new VpProblem.InvalidResponseUri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a+b", "nö", "a/b", "a=", "\u0000"})
    void n079_nonceMissingOrNotUrlSafe_isRefused(String nonce) {
        assertThat(fixture.problemWith(claims -> claims.put("nonce", nonce))).isEqualTo(new VpProblem.InvalidNonce());
        assertThat(fixture.problemWith(claims -> claims.remove("nonce"))).isEqualTo(new VpProblem.InvalidNonce());
        assertThat(fixture.problemWith(claims -> claims.put("nonce", 5))).isEqualTo(new VpProblem.InvalidNonce());
    }

    @Test
    void state_isUrlSafeAndNeededWithoutHolderBinding() {
        assertThat(fixture.problemWith(claims -> claims.put("state", "a b")))
                .isInstanceOf(VpProblem.InvalidState.class);
        assertThat(fixture.receive(fixture.signedWith(claims -> claims.remove("state"))).state()).isEmpty();
        assertThat(fixture.problemWith(claims -> {
            claims.remove("state");
            ((ObjectNode) claims.path("dcql_query").path("credentials").path(0))
                    .put("require_cryptographic_holder_binding", false);
        })).isInstanceOf(VpProblem.InvalidState.class);
    }

    @Test
    void n064_queryAndScopeOrNeither_isRefused() {
        assertThat(fixture.problemWith(claims -> claims.put("scope", "com.example.id")))
                .isInstanceOf(VpProblem.QueryMissing.class);
        assertThat(fixture.problemWith(claims -> claims.remove("dcql_query")))
                .isInstanceOf(VpProblem.QueryMissing.class);
        assertThat(fixture.problemWith(claims -> {
            claims.remove("dcql_query");
            claims.put("scope", "com.example.id");
        })).isInstanceOf(VpProblem.QueryMissing.class);
        assertThat(fixture.problemWith(claims -> claims.put("dcql_query", "{}")))
                .isInstanceOf(VpProblem.QueryMissing.class);
    }

    @Test
    void n062_n063_queryThatIsNotDcql_isRefusedWithItsReason() {
        assertThat(fixture.problemWith(claims -> ((ArrayNode) claims.path("dcql_query").path("credentials"))
                .add(claims.path("dcql_query").path("credentials").path(0).deepCopy())))
                .isInstanceOfSatisfying(VpProblem.InvalidQuery.class,
                        problem -> assertThat(problem.cause()).isInstanceOf(DcqlProblem.DuplicateId.class));
        assertThat(fixture.problemWith(claims -> ((ObjectNode) claims.path("dcql_query")
                .path("credentials")
                .path(0)
                .path("claims")
                .path(0)).putArray("path").add(-1)))
                .isInstanceOfSatisfying(VpProblem.InvalidQuery.class,
                        problem -> assertThat(problem.cause()).isInstanceOf(DcqlProblem.InvalidClaimsPath.class));
    }

    @ParameterizedTest
    @CsvSource({"mso_mdoc,", "dc+sd-jwt,ES512"})
    void n065_formatsWeDoNotHold_areRefused(String format, @org.jspecify.annotations.Nullable String algorithm) {
        Problem problem = fixture.problemWith(claims -> {
            ObjectNode formats = ((ObjectNode) claims.path("client_metadata")).putObject("vp_formats_supported");
            ObjectNode details = formats.putObject(format);
            if (algorithm != null) {
                details.putArray("sd-jwt_alg_values").add(algorithm);
            }
        });

        assertThat(problem).isEqualTo(new VpProblem.VpFormatsNotSupported());
        assertThat(problem.code()).isEqualTo("vp_formats_not_supported");
    }

    @Test
    void n066_transactionData_isRefused() {
        Problem problem = fixture.problemWith(claims -> claims.putArray("transaction_data")
                .add(Base64Url.encode(
                        "{\"type\":\"unknown\",\"credential_ids\":[\"work\"]}".getBytes(StandardCharsets.UTF_8))));

        assertThat(problem).isEqualTo(new VpProblem.TransactionDataNotSupported());
        assertThat(problem.code()).isEqualTo("invalid_transaction_data");
    }

    @Test
    void transactionData_ifOneExchange_isUnderstoodAndNothingElse() {
        ExchangeTerms terms = new ExchangeTerms("work", "https://issuer.example/office",
                List.of(new CredentialCategory("https://amana.example/vct/qualification", List.of(List.of("title")))),
                Instant.parse("2027-01-01T00:00:00Z"), Optional.empty());
        var other = new ExchangeTerms("another", terms.source(), terms.categories(), terms.until(), terms.every());
        assertThat(
                fixture.receive(fixture.signedWith(claims -> claims.putArray("transaction_data").add(terms.encode())))
                        .exchange())
                .contains(terms);
        assertThat(fixture.receive(fixture.signedWith(_ -> {})).exchange()).isEmpty();
        for (Consumer<ObjectNode> wrong : List.<Consumer<ObjectNode>>of(
                claims -> claims.putArray("transaction_data").add(terms.encode()).add(terms.encode()),
                claims -> claims.putArray("transaction_data").add(other.encode()),
                claims -> claims.putArray("transaction_data"),
                claims -> claims.put("transaction_data", terms.encode()),
                claims -> claims.putArray("transaction_data").add(1),
                claims -> claims.putArray("transaction_data").add(terms.encode() + "A"),
                claims -> claims.putArray("transaction_data").add("%%"))) {
            assertThat(fixture.problemWith(wrong)).isEqualTo(new VpProblem.TransactionDataNotSupported());
        }
    }

    private static ObjectNode firstKey(ObjectNode claims) {
        return (ObjectNode) claims.path("client_metadata").path("jwks").path("keys").path(0);
    }

    @Test
    void n082_noUsableKey_isRefused() {
        assertThat(fixture.problemWith(claims -> claims.remove("client_metadata")))
                .isInstanceOf(VpProblem.NoEncryptionKey.class);
        assertThat(fixture.problemWith(claims -> ((ObjectNode) claims.path("client_metadata")).remove("jwks")))
                .isInstanceOf(VpProblem.NoEncryptionKey.class);
        for (Consumer<ObjectNode> spoil : List.<Consumer<ObjectNode>>of(key -> key.remove("alg"),
                key -> key.put("alg", "ECDH-ES+A256KW"), key -> key.put("use", "sig"),
                key -> key.put("crv", "P-384"),
                key -> key.remove("kid"), key -> key.put("kty", "OKP"),
                key -> key.put("x", key.path("y").asString()),
                key -> key.put("d", "AAAA"))) {
            assertThat(fixture.problemWith(claims -> spoil.accept(firstKey(claims))))
                    .isInstanceOf(VpProblem.NoEncryptionKey.class);
        }
        assertThat(fixture.problemWith(claims -> ((ObjectNode) claims.path("client_metadata"))
                .putArray("encrypted_response_enc_values_supported")
                .add("A128CBC-HS256")))
                .isInstanceOf(VpProblem.NoEncryptionKey.class);
    }

    @Test
    void n170_usableKeyBesideUnusableOnes_isTaken() {
        ECKey other = EphemeralKey.generate().publicJwk();
        ValidatedAuthorizationRequest request = fixture.receive(fixture.signedWith(claims -> {
            ArrayNode keys = (ArrayNode) claims.path("client_metadata").path("jwks").path("keys");
            keys.insert(0, StrictJson.object().put("kty", "OKP").put("crv", "X25519").put("alg", "ECDH-ES"));
            keys.insert(1, Jwks.toMinimalJson(other).put("kid", "sig").put("alg", "ES256").put("use", "sig"));
            keys.insert(2, StrictJson.array());
        }));

        assertThat(request.encryption().key().getKeyID()).isEqualTo(fixture.encryptionKey.kid());
    }

    @Test
    void encValuesAbsent_meansA128Gcm() {
        assertThat(fixture.receive(fixture.signedWith(claims -> ((ObjectNode) claims.path("client_metadata"))
                .remove("encrypted_response_enc_values_supported"))).encryption().enc().name())
                .isEqualTo("A128GCM");
    }

    @Test
    void n173_unknownVerifierInfo_isKeptButIsNoRegistration() {
        ValidatedAuthorizationRequest request = fixture.receive(fixture.signedWith(claims -> claims
                .putArray("verifier_info")
                .addObject()
                .put("format", "seal")
                .putObject("data")
                .put("a", 1)));

        assertThat(request.verifierInfo()).hasSize(1);
        assertThat(request.verifierInfo().getFirst().registrationCertificate()).isEmpty();
        assertThat(fixture.receive(fixture.signedWith(claims -> claims.remove("verifier_info"))).verifierInfo())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[1]", "[{\"format\":\"x\"}]", "[{\"data\":\"x\"}]",
            "[{\"format\":\"x\",\"data\":1}]", "[{\"format\":\"x\",\"data\":\"y\",\"credential_ids\":[]}]",
            "[{\"format\":\"x\",\"data\":\"y\",\"credential_ids\":[\"other\"]}]"})
    void verifierInfoOfBrokenShape_isRefused(String info) {
        assertThat(fixture.problemWith(claims -> claims.set("verifier_info",
                StrictJson.parse(info.getBytes(StandardCharsets.UTF_8), 1_000))))
                .isInstanceOf(VpProblem.InvalidParameter.class);
    }

    @Test
    void unknownParameters_areIgnored() {
        assertThat(fixture.receive(fixture.signedWith(claims -> claims.put("future", 1)))).isNotNull();
    }
}
