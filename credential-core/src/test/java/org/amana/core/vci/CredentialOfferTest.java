package org.amana.core.vci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.Spec;
import org.amana.core.vci.CredentialOffer.PreAuthorizedCodeGrant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID4VCI 1.0 section 4.1. */
@Spec({"OID4VCI-1FINAL-4.1", "OID4VCI-1FINAL-12.2.2"})
class CredentialOfferTest {
    private static final CredentialOffer OFFER = new CredentialOffer(
            new CredentialIssuerIdentifier("https://issuer.example/a"),
            List.of(new CredentialConfigurationId("right-to-work")),
            Optional.of(new PreAuthorizedCodeGrant(new PreAuthorizedCode("c1"),
                    Optional.of(new TransactionCode(TransactionCode.InputMode.NUMERIC, OptionalInt.of(6),
                            Optional.of("On the second sheet"))),
                    Optional.empty())),
            Optional.empty());

    @Test
    void parse_whenByValue_thenSameOffer() {
        String link = new CredentialOfferLink.ByValue(OFFER).toUri();

        assertThat(link).startsWith("openid-credential-offer://?credential_offer=%7B");
        assertThat(CredentialOfferLink.parse(link)).isEqualTo(new CredentialOfferLink.ByValue(OFFER));
    }

    @Test
    void resolve_whenByReference_thenFetchedOnceAsJson() {
        URI uri = URI.create("https://issuer.example/a/offers/x");
        var link = CredentialOfferLink.parse(new CredentialOfferLink.ByReference(uri).toUri());

        CredentialOffer offer = link.resolve(question -> {
            assertThat(question.uri()).isEqualTo(uri);
            return json(question, 200, "application/json");
        });

        assertThat(offer).isEqualTo(OFFER);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> link.resolve(question -> json(question, 200, "application/jwt")))
                .withMessageContaining("application/json");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> link.resolve(question -> json(question, 404, "application/problem+json")))
                .withMessageContaining("used, expired or unknown");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void resolve_whenTheIssuerIsInTrouble_thenNothingIsSaidAgainstTheOffer(int status) {
        var link = new CredentialOfferLink.ByReference(URI.create("https://issuer.example/a/offers/x"));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> link.resolve(question -> json(question, status, "application/problem+json")))
                .satisfies(e -> assertThat(e.problem()).isInstanceOf(PeerProblem.UnexpectedAnswer.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "openid-credential-offer://", "openid-credential-offer://?x=1",
            "openid-credential-offer://?credential_offer=%7B%7D&credential_offer_uri=https%3A%2F%2Fa.example",
            "openid-credential-offer://?credential_offer_uri=file%3A%2F%2F%2Fetc%2Fpasswd",
            "openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fu%3Ap%40a.example",
            "openid-credential-offer://?credential_offer_uri=%zz",
            "openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fa.example&credential_offer_uri=https%3A%2F%2Fb.example"})
    void parse_whenLinkIsWrong_thenRefused(String link) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> CredentialOfferLink.parse(link))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo("invalid_credential_offer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'credential_issuer':'ftp://a.example','credential_configuration_ids':['x']}",
            "{'credential_issuer':'http://a.example','credential_configuration_ids':['x']}",
            "{'credential_issuer':'https://a.example?q=1','credential_configuration_ids':['x']}",
            "{'credential_issuer':'https://a.example','credential_configuration_ids':[]}",
            "{'credential_issuer':'https://a.example','credential_configuration_ids':['x','x']}",
            "{'credential_issuer':'https://a.example','credential_configuration_ids':'x'}",
            "{'credential_issuer':'https://a.example','credential_configuration_ids':['x'],'grants':[]}",
            "{'credential_issuer':'https://a.example','credential_configuration_ids':['x'],'grants':{'urn:ietf:params:oauth:grant-type:pre-authorized_code':{}}}"})
    void parse_whenObjectIsWrong_thenRefused(String json) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> CredentialOffer.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo("invalid_credential_offer"));
    }

    @Test
    void metadataUri_whenIssuerHasPath_thenWellKnownStandsBefore() {
        assertThat(OFFER.credentialIssuer().metadataUri())
                .hasToString("https://issuer.example/.well-known/openid-credential-issuer/a");
        assertThat(new CredentialIssuerIdentifier("https://issuer.example").authorizationServerMetadataUri())
                .hasToString("https://issuer.example/.well-known/oauth-authorization-server");
    }

    private static HttpAnswer json(HttpQuestion question, int status, String type) {
        assertThat(question.method()).isEqualTo("GET");
        return new HttpAnswer(status, Map.of("Content-Type", List.of(type)),
                StrictJson.write(OFFER.toJson()).getBytes(StandardCharsets.UTF_8));
    }
}
