package org.amana.core.vp;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.core.problem.Problem;
import org.amana.core.sdjwt.SdJwtVcFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The link: what it must carry, and which senders it may name (OID4VP 1.0 sections 5.1 and 5.9). */
class AuthorizationRequestTest {
    private final VpFixture fixture = new VpFixture();

    @ParameterizedTest
    @ValueSource(strings = {"openid4vp://?", "haip-vp://?", "https://wallet.example/en/request?", "openid4vp:?"})
    void receive_ofEveryScheme_works(String start) {
        fixture.network.serve(fixture.requestObject().sign(fixture.accessKey));
        String link = start + fixture.link().substring("openid4vp://?".length());

        assertThat(fixture.wallet.receive("  " + link + "\n", fixture.accessCa.anchors())).isNotNull();
    }

    @Test
    void receive_byValue_fetchesNothing() {
        String link = "openid4vp://?client_id=" + VpFixture.encoded(fixture.clientId().toString()) + "&request="
                + fixture.requestObject().sign(fixture.accessKey);

        assertThat(fixture.wallet.receive(link, fixture.accessCa.anchors()).nonce())
                .isEqualTo(SdJwtVcFixture.NONCE);
        assertThat(fixture.network.questions).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "openid4vp://", "openid4vp://?", "openid4vp://?request_uri=https%3A%2F%2Fa.example",
            "openid4vp://?client_id=x509_san_dns%3Aa.example&client_id=x509_san_dns%3Aa.example&request=x",
            "openid4vp://?client_id=x509_san_dns%3Aa.example&request=x&request_uri=https%3A%2F%2Fa.example",
            "openid4vp://?client_id=x509_san_dns%3Aa.example&request=x&request_uri_method=get",
            "openid4vp://?client_id=%zz&request=x"})
    void linkThatIsNone_isRefused(String link) {
        assertThat(fixture.problemOfLink(link)).isInstanceOf(VpProblem.MalformedLink.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x509_san_dns:verifier.example",
            "x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk"})
    void n068_unsignedRequest_isRefused(String clientId) {
        assertThat(fixture.problemOfLink("openid4vp://?client_id=" + VpFixture.encoded(clientId)
                + "&response_type=vp_token&response_mode=direct_post.jwt&nonce=n&response_uri="
                + VpFixture.encoded(VpFixture.RESPONSE_URI.toString()) + "&dcql_query=%7B%7D"))
                .isEqualTo(new VpProblem.UnsignedRequest());
    }

    @Test
    void n069_redirectUriPrefix_isRefused() {
        assertThat(fixture.problemOfLink(
                "openid4vp://?client_id=redirect_uri%3Ahttps%3A%2F%2Fverifier.example%2Fcb&request_uri="
                        + VpFixture.encoded(VpFixture.REQUEST_URI.toString())))
                .isEqualTo(new VpProblem.RedirectUriPrefix());
    }

    @Test
    void n070_originPrefix_isRefused() {
        assertThat(fixture.problemOfLink("openid4vp://?client_id=origin%3Ahttps%3A%2F%2Fverifier.example&request=x"))
                .isEqualTo(new VpProblem.OriginPrefix());
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo:bar", "verifier.example", "https://verifier.example/cb", "X509_HASH:abc",
            "decentralized_identifier:did:example:1", "x509_hash:short", "x509_san_dns:", "x509_san_dns:*.example",
            "x509_san_dns:bäckerei.example", ":", ""})
    void n071_unknownPrefixOrClient_isRefused(String clientId) {
        assertThat(fixture.problemOfLink("openid4vp://?client_id=" + VpFixture.encoded(clientId) + "&request=x"))
                .isInstanceOf(VpProblem.UnsupportedClientId.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "put", "Get", ""})
    void n075_otherRequestUriMethod_isRefused(String method) {
        String link = fixture.link().replace("request_uri_method=get", "request_uri_method=" + method);

        assertThat(fixture.problemOfLink(link)).isEqualTo(new VpProblem.InvalidRequestUriMethod(method))
                .extracting(Problem::code)
                .isEqualTo("invalid_request_uri_method");
    }
}
