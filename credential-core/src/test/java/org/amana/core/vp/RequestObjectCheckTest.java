package org.amana.core.vp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.Problem;
import org.amana.core.sdjwt.SdJwtVcFixture;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestCertificate;
import org.amana.core.testing.TestClock;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.trust.X5c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who signed the Request Object, for whom and when (OID4VP 1.0 sections 5, 5.8, 5.9.3 and 5.10.1). */
class RequestObjectCheckTest {
    private final VpFixture fixture = new VpFixture();

    private Problem problemOf(String requestObject, String link, TrustAnchors anchors) {
        assertThat(fixture.receive(fixture.signedWith(_ -> {}))).isNotNull();
        fixture.network.serve(requestObject);
        Problem problem = Problems.of(() -> fixture.wallet.receive(link, anchors));
        assertThat(fixture.nothingWasSent()).isTrue();
        return problem;
    }

    private Problem problemOf(String requestObject) {
        return problemOf(requestObject, fixture.link(), fixture.accessCa.anchors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "", "oauth-authz-req", "application/oauth-authz-req+jwt"})
    void n074_otherTyp_isRefused(String typ) {
        assertThat(problemOf(VpFixture.signedWith(fixture.accessKey, fixture.requestObject(),
                header -> header.put("typ", typ), _ -> {})))
                .isEqualTo(new VpProblem.WrongRequestObjectType(typ));
    }

    @Test
    void n042_hashOfAnotherCertificate_isRefused() {
        var other = fixture.accessCa.verifier("verifier.example", URI.create("urn:amana:party:other"));

        assertThat(problemOf(fixture.requestObject().sign(other)))
                .isEqualTo(new VpProblem.CertificateHashMismatch());
    }

    @Test
    void n043_dnsNameNotInTheCertificate_isRefused() {
        ClientId byName = ClientId.x509SanDns("verifier.example");
        String link = AuthorizationRequest.link(byName, VpFixture.REQUEST_URI, RequestUriMethod.GET);
        EphemeralKey commonNameOnly = fixture.accessCa.leaf(
                TestCertificate.leaf("verifier.example").extendedKeyUsage("1.0.18013.5.1.6"));
        EphemeralKey wildcard = fixture.accessCa.leaf(TestCertificate.leaf("Verifier")
                .extendedKeyUsage("1.0.18013.5.1.6")
                .dnsName("*.example"));
        EphemeralKey homograph = fixture.accessCa.leaf(TestCertificate.leaf("Verifier")
                .extendedKeyUsage("1.0.18013.5.1.6")
                .dnsName("xn--vrifier-5wf.example"));

        fixture.network.serve(fixture.requestObject(byName).sign(fixture.accessKey));
        assertThat(fixture.wallet.receive(link, fixture.accessCa.anchors()).clientId()).isEqualTo(byName);
        for (EphemeralKey key : List.of(commonNameOnly, wildcard, homograph)) {
            assertThat(problemOf(fixture.requestObject(byName).sign(key), link, fixture.accessCa.anchors()))
                    .isEqualTo(new VpProblem.DnsNameMismatch());
        }
    }

    @Test
    void n044_responseUriOnAnotherHost_isRefused() {
        ClientId byName = ClientId.x509SanDns("verifier.example");
        String link = AuthorizationRequest.link(byName, VpFixture.REQUEST_URI, RequestUriMethod.GET);
        String elsewhere = VpFixture.signedWith(fixture.accessKey, fixture.requestObject(byName), _ -> {},
                claims -> claims.put("response_uri", "https://verifier.example.evil.example/r"));

        assertThat(problemOf(elsewhere, link, fixture.accessCa.anchors()))
                .isEqualTo(new VpProblem.ResponseUriHostMismatch());
    }

    @Test
    void n072_clientIdInsideDiffers_isRefused() {
        assertThat(fixture.problemWith(claims -> claims.put("client_id", "x509_san_dns:verifier.example")))
                .isEqualTo(new VpProblem.ClientIdMismatch());
        assertThat(fixture.problemWith(claims -> claims.put("client_id", fixture.clientId().value())))
                .isEqualTo(new VpProblem.ClientIdMismatch());
        assertThat(fixture.problemWith(claims -> claims.remove("client_id")))
                .isEqualTo(new VpProblem.ClientIdMismatch());
    }

    @Test
    void n073_parametersBesideTheRequestObject_areIgnored() {
        fixture.network.serve(fixture.requestObject().sign(fixture.accessKey));
        String link = fixture.link() + "&response_uri=https%3A%2F%2Fevil.example&nonce=evil&state=evil&scope=evil";

        ValidatedAuthorizationRequest request = fixture.wallet.receive(link, fixture.accessCa.anchors());

        assertThat(request.responseUri()).isEqualTo(VpFixture.RESPONSE_URI);
        assertThat(request.nonce()).isEqualTo(SdJwtVcFixture.NONCE);
        assertThat(request.state()).contains(VpFixture.STATE);
    }

    @Test
    void unknownRootOrNoChain_isRefused() {
        String signed = fixture.requestObject().sign(fixture.accessKey);

        assertThat(problemOf(signed, fixture.link(), TestCa.root("Others").anchors()))
                .isInstanceOfSatisfying(VpProblem.UntrustedVerifier.class,
                        problem -> assertThat(problem.reason()).isEqualTo("untrusted_issuer"));
        assertThat(problemOf(VpFixture.signedWith(fixture.accessKey, fixture.requestObject(),
                header -> header.remove("x5c"), _ -> {})))
                .isInstanceOf(VpProblem.UntrustedVerifier.class);
        assertThat(problemOf(VpFixture.signedWith(fixture.accessKey, fixture.requestObject(),
                header -> header.set("x5c", X5c.of(List.of(fixture.accessKey.chain().getFirst(),
                        fixture.accessCa.rootCertificate()))),
                _ -> {}))).isInstanceOfSatisfying(VpProblem.UntrustedVerifier.class,
                        problem -> assertThat(problem.reason()).isEqualTo("trust_anchor_in_x5c"));
    }

    @Test
    void certificateOfAnIssuer_isRefused() {
        var issuer = fixture.accessCa.issuer("https://issuer.example");
        ClientId clientId = ClientId.x509Hash(issuer.chain().getFirst());

        assertThat(problemOf(fixture.requestObject(clientId).sign(issuer),
                AuthorizationRequest.link(clientId, VpFixture.REQUEST_URI, RequestUriMethod.GET),
                fixture.accessCa.anchors())).isInstanceOfSatisfying(VpProblem.UntrustedVerifier.class,
                        problem -> assertThat(problem.reason()).isEqualTo("wrong_key_usage"));
    }

    @Test
    void signatureByTheEncryptionKey_isRefused() {
        // keys in client_metadata must never verify a request
        String forged = JwsSigner.sign(fixture.encryptionKey,
                JwsSigner.header(RequestObject.TYP, fixture.accessKey),
                org.amana.core.jose.UnverifiedJws.parse(fixture.requestObject().sign(fixture.accessKey), 100_000)
                        .claims());

        assertThat(problemOf(forged)).isInstanceOfSatisfying(VpProblem.InvalidRequestObject.class,
                problem -> assertThat(problem.reason()).isEqualTo("bad_signature"));
    }

    @Test
    void n021_unsignedRequestObject_isRefused() {
        String signed = fixture.requestObject().sign(fixture.accessKey);
        String none = Base64Url.encode(StrictJson.write(StrictJson.object()
                .put("alg", "none")
                .put("typ", RequestObject.TYP)).getBytes(StandardCharsets.UTF_8))
                + signed.substring(signed.indexOf('.'), signed.lastIndexOf('.') + 1);

        assertThat(problemOf(none)).isInstanceOfSatisfying(VpProblem.InvalidRequestObject.class,
                problem -> assertThat(problem.reason()).isEqualTo("algorithm_not_allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://wallet.example", "", "https://self-issued.me/v2/"})
    void n080_otherAudience_isRefused(String audience) {
        assertThat(fixture.problemWith(claims -> claims.put("aud", audience))).isEqualTo(new VpProblem.WrongAudience());
        assertThat(fixture.problemWith(claims -> claims.remove("aud"))).isEqualTo(new VpProblem.WrongAudience());
    }

    @Test
    void n080_expiredOrEarly_isRefused() {
        long now = TestClock.NOW.getEpochSecond();

        assertThat(fixture.receive(fixture.signedWith(claims -> claims.put("exp", now - 59)))).isNotNull();
        assertThat(fixture.problemWith(claims -> claims.put("exp", now - 60)))
                .isInstanceOf(VpProblem.RequestExpired.class);
        assertThat(fixture.problemWith(claims -> claims.put("iat", now + 61)))
                .isInstanceOf(VpProblem.RequestExpired.class);
        assertThat(fixture.problemWith(claims -> claims.put("nbf", now + 61)))
                .isInstanceOf(VpProblem.RequestExpired.class);
        assertThat(fixture.problemWith(claims -> claims.put("exp", "never")))
                .isInstanceOf(VpProblem.InvalidParameter.class);
    }

    @Test
    void n171_issDiffersFromClientId_isIgnored() {
        assertThat(fixture.receive(fixture.signedWith(claims -> claims.put("iss", "https://someone.example")))
                .clientId()).isEqualTo(fixture.clientId());
    }
}
