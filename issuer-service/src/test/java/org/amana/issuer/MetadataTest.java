package org.amana.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.amana.core.http.HttpAnswer;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.testing.Spec;
import org.amana.core.vci.CredentialConfigurationId;
import org.amana.core.vci.CredentialIssuerIdentifier;
import org.amana.core.vci.CredentialIssuerMetadata;
import org.amana.core.vci.LocalizedName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What wallets read first. */
@IssuerTest
@Spec({"OID4VCI-1FINAL-12.2.2", "OID4VCI-1FINAL-12.2.3", "OID4VCI-1FINAL-12.2.4", "OID4VCI-1FINAL-12.3", "RFC8414-3"})
class MetadataTest {
    private final Offices offices;
    private final Http http = new Http();

    MetadataTest(@Autowired Offices offices) {
        this.offices = offices;
    }

    @Test
    void metadata_whenFetched_thenIdentifiersAreTheSameBytesEverywhere() {
        var issuer = new CredentialIssuerIdentifier(offices.uri("/labour-office").toString());

        CredentialIssuerMetadata metadata = CredentialIssuerMetadata.fetch(http, issuer);
        HttpAnswer server = http.get(issuer.authorizationServerMetadataUri());

        assertThat(metadata.credentialEndpoint()).hasToString(issuer + "/credential");
        assertThat(metadata.configurations()).containsOnlyKeys(new CredentialConfigurationId("right-to-work"));
        assertThat(LocalizedName.choose(metadata.display(), Locale.forLanguageTag("ar")).orElseThrow().name())
                .isEqualTo("مكتب العمل");
        assertThat(server.json().get("issuer").stringValue()).isEqualTo(issuer.value());
        assertThat(server.json().get("token_endpoint").stringValue()).isEqualTo(issuer + "/oauth2/token");
        assertThat(server.json().get("dpop_signing_alg_values_supported").get(0).stringValue()).isEqualTo("ES256");
        assertThat(server.json().has("authorization_endpoint")).isFalse();
        assertThat(http.get(offices.uri("/labour-office/oauth2/jwks")).json().get("keys")).hasSize(1);
    }

    @Test
    void metadata_whenAskedByAnotherHostName_thenStillOurIdentifier() {
        String byAddress = offices.uri("/.well-known/openid-credential-issuer/labour-office")
                .toString()
                .replace("localhost", "127.0.0.1");

        assertThat(http.get(java.net.URI.create(byAddress)).json().get("credential_issuer").stringValue())
                .isEqualTo(offices.uri("/labour-office").toString());
    }

    @Test
    void metadata_whenSignedIsAsked_thenSameContentUnderX5c() {
        HttpAnswer answer = http.get(offices.uri("/.well-known/openid-credential-issuer/labour-office"), "Accept",
                "application/jwt");

        assertThat(answer.mediaType()).isEqualTo("application/jwt");
        UnverifiedJws jwt = UnverifiedJws.parse(new String(answer.body(), java.nio.charset.StandardCharsets.US_ASCII),
                500_000);
        assertThat(jwt.typ()).isEqualTo("openidvci-issuer-metadata+jwt");
        assertThat(jwt.parameters().x5c()).isPresent();
        assertThat(jwt.claims().get("sub").stringValue()).isEqualTo(offices.uri("/labour-office").toString());
        assertThat(jwt.claims().has("credential_configurations_supported")).isTrue();
    }

    @Test
    void metadata_whenPathIsNoAuthority_thenNotFound() {
        for (String path : List.of("/.well-known/openid-credential-issuer", "/.well-known/openid-credential-issuer/",
                "/.well-known/openid-credential-issuer/x", "/.well-known/openid-credential-issuer/labour-office/x",
                "/.well-known/oauth-authorization-server/x", "/.well-known/oauth-authorization-server",
                "/.well-known/openid-configuration", "/x/oauth2/jwks", "/x/nonce", "/x/status/1",
                "/labour-office/status/999999",
                "/recognition-office/offers/unknown")) {
            assertThat(http.get(offices.uri(path)).status()).as(path).isIn(404, 405);
        }
    }

    @Test
    void nonce_whenAsked_thenNeverCached() {
        HttpAnswer answer = http.post(offices.uri("/labour-office/nonce"), List.of(), "text/plain", new byte[0]);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cache-control")).hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(http.post(offices.uri("/labour-office/nonce"), List.of(), "text/plain", new byte[0]).body())
                .isNotEqualTo(answer.body());
    }
}
