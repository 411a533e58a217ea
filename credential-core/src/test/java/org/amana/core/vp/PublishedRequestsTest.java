package org.amana.core.vp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.amana.core.Vectors;
import org.amana.core.testing.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links printed in OID4VP 1.0. Examples of the Digital Credentials API, of mdoc and of W3C formats do not apply here. */
class PublishedRequestsTest {
    private static String link(String file) {
        String http = Vectors.json("oid4vp/spec-inline/" + file + ".json").path("value").stringValue();
        return http.replaceFirst("^GET ", "https://wallet.example.org")
                .replaceFirst(" HTTP/1.1$", "")
                .replaceAll("\\s", "");
    }

    @Test
    void requestByReference_isRead() {
        AuthorizationRequest request = AuthorizationRequest.parse(link("005-examples"));

        assertThat(request.clientId()).isEqualTo(ClientId.x509SanDns("client.example.org"));
        assertThat(request.requestUri())
                .contains(URI.create("https://client.example.org/request/vapof4ql2i7m41m68uep"));
        assertThat(request.requestUriMethod()).isEqualTo(RequestUriMethod.POST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"002-examples", "003-examples"})
    void requestsThatNobodyCanVerify_areRefused(String file) {
        assertThat(Problems.of(() -> AuthorizationRequest.parse(link(file))))
                .isEqualTo(new VpProblem.RedirectUriPrefix());
    }

    @Test
    void preRegisteredClient_isUnknownHere() {
        assertThat(Problems.of(() -> AuthorizationRequest.parse(
                link("016-response-mode-direct-post-response-mode"))))
                .isEqualTo(new VpProblem.UnsupportedClientId("https"));
    }
}
