package org.amana.core.vp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.PeerProblem;
import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.SdJwtVcFixture;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestClock;
import org.amana.core.testing.TestRandom;
import org.amana.core.trust.ChainValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the link to the Request Object (OID4VP 1.0 sections 5.10 and 14.8). */
class ReceiveAuthorizationRequestTest {
    private final VpFixture fixture = new VpFixture();

    @Test
    void receive_ofOurVerifiersRequest_keepsEveryParameter() {
        String signed = fixture.requestObject().sign(fixture.accessKey);

        ValidatedAuthorizationRequest request = fixture.receive(signed);

        assertThat(request.clientId()).isEqualTo(fixture.clientId());
        assertThat(request.accessCertificate().leaf()).isEqualTo(fixture.accessKey.chain().getFirst());
        assertThat(request.responseUri()).isEqualTo(VpFixture.RESPONSE_URI);
        assertThat(request.nonce()).isEqualTo(SdJwtVcFixture.NONCE);
        assertThat(request.state()).contains(VpFixture.STATE);
        assertThat(request.dcqlQuery()).isEqualTo(fixture.requestObject().dcqlQuery());
        assertThat(request.encryption().key().getKeyID()).isEqualTo(fixture.encryptionKey.kid());
        assertThat(request.encryption().enc().name()).isEqualTo("A256GCM");
        assertThat(request.verifierInfo().getFirst().registrationCertificate()).contains("eyJ.e30.AA");
        assertThat(request.expiresAt()).contains(TestClock.NOW.plusSeconds(300));
        assertThat(request.requestObject()).isEqualTo(signed);
        assertThat(request.requestHash()).isEqualTo(RequestObject.hash(signed)).hasSize(43);
        assertThat(fixture.network.last().method()).isEqualTo("GET");
    }

    private Problem problemOfAnswer(HttpAnswer answer) {
        assertThat(fixture.receive(fixture.signedWith(_ -> {}))).isNotNull();
        fixture.network.serve(answer);
        Problem problem = Problems.of(() -> fixture.wallet.receive(fixture.link(), fixture.accessCa.anchors()));
        assertThat(fixture.nothingWasSent()).isTrue();
        return problem;
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://verifier.example/r", "http://localhost/r", "ftp://verifier.example/r",
            "file:///etc/passwd", "https://user:pw@verifier.example/r", "https://verifier.example/r#x", "/r",
            "https:verifier.example", "gopher://verifier.example/"})
    void n077_n159_requestUriNotHttps_isRefusedWithoutConnection(String uri) {
        String link = "openid4vp://?client_id=" + VpFixture.encoded(fixture.clientId().toString()) + "&request_uri="
                + VpFixture.encoded(uri);

        assertThat(fixture.problemOfLink(link)).isEqualTo(new VpProblem.InvalidRequestUri());
    }

    @Test
    void loopbackHttp_isAllowedOnlyWhereTheOperatorSaysSo() {
        var node = new ReceiveAuthorizationRequest(fixture.network, new ChainValidator(), fixture.clock,
                TestRandom.seeded(), true);
        fixture.network.serve(fixture.signedWith(
                claims -> claims.put("response_uri", "http://localhost:8083/harbour-bakery/oid4vp/responses/1")));
        String link = AuthorizationRequest.link(fixture.clientId(), URI.create("http://localhost:8083/r"),
                RequestUriMethod.GET);

        assertThat(node.receive(link, fixture.accessCa.anchors()).responseUri()).hasHost("localhost");
        assertThat(
                Problems.of(() -> node.receive(link.replace("localhost", "10.0.0.1"), fixture.accessCa.anchors())))
                .isEqualTo(new VpProblem.InvalidRequestUri());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 404, 500, 204, 201})
    void n077_otherStatusThan200_isRefused(int status) {
        assertThat(problemOfAnswer(VpFixture.Network.answer(status, "application/oauth-authz-req+jwt",
                fixture.requestObject().sign(fixture.accessKey))))
                .isEqualTo(new VpProblem.RequestNotFetched(status >= 500 ? "http_server_error" : "http_status",
                        "request_uri answered with status " + status));
    }

    @Test
    void n077_limits_areAskedOfTheNetwork() {
        fixture.receive(fixture.signedWith(_ -> {}));

        assertThat(fixture.network.last().maxAnswerBytes()).isEqualTo(64 * 1024);
        assertThat(fixture.network.last().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(fixture.network.last().headers()).containsEntry("Accept", "application/oauth-authz-req+jwt");
    }

    @Test
    void n077_n159_networkRefusesOrTimesOut_isTold() {
        for (PeerProblem problem : List.of(new PeerProblem.Refused("private address"),
                new PeerProblem.TimedOut("10 s"), new PeerProblem.TooLarge("64 KiB"),
                new PeerProblem.Unreachable("no route"))) {
            HttpPeer broken = _ -> {
                throw new ProblemException(problem);
            };
            var wallet = new ReceiveAuthorizationRequest(broken, new ChainValidator(), fixture.clock,
                    TestRandom.seeded(), false);

            assertThat(Problems.of(() -> wallet.receive(fixture.link(), fixture.accessCa.anchors())))
                    .isEqualTo(new VpProblem.RequestNotFetched(problem.code(), problem.detail()));
        }
    }

    @Test
    void n077_requestObjectByValueOver64KiB_isRefused() {
        String link = "openid4vp://?client_id=" + VpFixture.encoded(fixture.clientId().toString()) + "&request="
                + "A".repeat(64 * 1024 + 1);

        assertThat(Problems.of(() -> fixture.wallet.receive(link, fixture.accessCa.anchors())))
                .isInstanceOfSatisfying(VpProblem.InvalidRequestObject.class,
                        problem -> assertThat(problem.reason()).isEqualTo("jose_too_large"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/jwt", ""})
    void n074_otherMediaType_isRefused(String mediaType) {
        assertThat(problemOfAnswer(VpFixture.Network.answer(200, mediaType,
                fixture.requestObject().sign(fixture.accessKey))))
                .isEqualTo(new VpProblem.WrongMediaType(mediaType));
    }

    @Test
    void n076_walletNonce_mustComeBack() {
        String link = AuthorizationRequest.link(fixture.clientId(), VpFixture.REQUEST_URI, RequestUriMethod.POST);
        var echoing = new HttpPeer() {
            String posted = "";
            Optional<String> instead = Optional.empty();
            boolean omit;

            @Override
            public HttpAnswer exchange(org.amana.core.http.HttpQuestion question) {
                posted = new String(question.body(), StandardCharsets.UTF_8);
                String nonce = posted.replaceFirst(".*wallet_nonce=([^&]*).*", "$1");
                RequestObject request = fixture.requestObject();
                return VpFixture.Network.answer(200, "application/oauth-authz-req+jwt",
                        (omit ? request : request.withWalletNonce(instead.orElse(nonce))).sign(fixture.accessKey));
            }
        };
        var wallet = new ReceiveAuthorizationRequest(echoing, new ChainValidator(), fixture.clock,
                TestRandom.seeded(), false);

        assertThat(wallet.receive(link, fixture.accessCa.anchors())).isNotNull();
        assertThat(echoing.posted).contains("wallet_metadata=").contains("wallet_nonce=");
        echoing.instead = Optional.of("another");
        assertThat(Problems.of(() -> wallet.receive(link, fixture.accessCa.anchors())))
                .isEqualTo(new VpProblem.WalletNonceMismatch());
        echoing.omit = true;
        assertThat(Problems.of(() -> wallet.receive(link, fixture.accessCa.anchors())))
                .isEqualTo(new VpProblem.WalletNonceMismatch());
    }
}
