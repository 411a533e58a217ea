package org.amana.core.vci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.amana.core.http.HttpAnswer;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.Spec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** OpenID4VCI 1.0 sections 12.2, 6.2, 7.2 and 8.3, as a wallet reads them. */
@Spec({"OID4VCI-1FINAL-12.2.4", "OID4VCI-1FINAL-6.2", "OID4VCI-1FINAL-8.3"})
class CredentialIssuerMetadataTest {
    private static final CredentialIssuerIdentifier ISSUER = new CredentialIssuerIdentifier("https://issuer.example/a");
    private static final CredentialIssuerMetadata METADATA = CredentialIssuerMetadata.of(ISSUER,
            URI.create("https://issuer.example/a/credential"), URI.create("https://issuer.example/a/nonce"), 10,
            List.of(LocalizedName.of("Labour Office", "en"), LocalizedName.of("مكتب العمل", "ar")),
            List.of(CredentialConfiguration.sdJwtVc(new CredentialConfigurationId("right-to-work"), "right-to-work",
                    "https://amana.example/vct/right-to-work", List.of(LocalizedName.of("Right to work", "en")),
                    List.of())));

    @Test
    void parse_whenWritten_thenSameMetadata() {
        assertThat(CredentialIssuerMetadata.parse(bytes(METADATA.toJson()), ISSUER)).isEqualTo(METADATA);
    }

    @Test
    void parse_whenIdentifierDiffers_thenRefused() {
        for (String other : List.of("https://issuer.example/a/", "https://ISSUER.example/a",
                "https://issuer.example/b")) {
            refuses(METADATA.toJson().put("credential_issuer", other), "the identifier the metadata was fetched for");
        }
    }

    @Test
    void parse_whenTableIsBroken_thenRefused() {
        ObjectNode noEndpoint = METADATA.toJson();
        noEndpoint.remove("credential_endpoint");
        refuses(noEndpoint, "credential_endpoint");
        ObjectNode batchOfOne = METADATA.toJson();
        batchOfOne.putObject("batch_credential_issuance").put("batch_size", 1);
        refuses(batchOfOne, "batch_size must be a whole number from 2");
        ObjectNode noVct = METADATA.toJson();
        ((ObjectNode) noVct.at("/credential_configurations_supported/right-to-work")).remove("vct");
        refuses(noVct, "vct");
        ObjectNode noProofs = METADATA.toJson();
        ((ObjectNode) noProofs.at("/credential_configurations_supported/right-to-work"))
                .remove("proof_types_supported");
        refuses(noProofs, "proof_types_supported");
    }

    @Test
    void parse_whenTokenResponse_thenTypeAndIdentifiers() {
        TokenResponse response = TokenResponse.parse(answer(200,
                """
                        {"access_token":"a.b.c","token_type":"DPoP","expires_in":600,"authorization_details":[{"type":"openid_credential",
                         "credential_configuration_id":"right-to-work","credential_identifiers":["one"]}]}"""));

        assertThat(response.isDpopBound()).isTrue();
        assertThat(response.credentialIdentifiers())
                .containsEntry(new CredentialConfigurationId("right-to-work"), List.of("one"));
        assertThat(response).hasToString("TokenResponse[*]");
    }

    @Test
    void parse_whenIssuerRefuses_thenItsErrorIsKept() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> TokenResponse.parse(answer(400, """
                        {"error":"invalid_grant","error_description":"wrong \\"code\\"\\n"}""")))
                .satisfies(e -> assertThat(e.problem())
                        .isEqualTo(new VciProblem.IssuerRefused(400, "invalid_grant", "wrong 'code'?")));
    }

    @Test
    void parse_whenMoreCredentialsThanProofs_thenRefused() {
        HttpAnswer answer = answer(200, """
                {"credentials":[{"credential":"a"},{"credential":"b"}]}""");

        assertThat(CredentialResponse.parse(answer, 2).credentials()).containsExactly("a", "b");
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> CredentialResponse.parse(answer, 1))
                .withMessageContaining("at most one for each proof");
    }

    private static void refuses(ObjectNode json, String reason) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> CredentialIssuerMetadata.parse(bytes(json), ISSUER))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo("invalid_issuer_metadata"))
                .withMessageContaining(reason);
    }

    private static HttpAnswer answer(int status, String json) {
        return new HttpAnswer(status, Map.of("Content-Type", List.of("application/json")),
                json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(ObjectNode json) {
        return StrictJson.write(json).getBytes(StandardCharsets.UTF_8);
    }
}
