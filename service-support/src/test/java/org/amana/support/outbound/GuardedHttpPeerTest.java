package org.amana.support.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;
import org.amana.support.settings.AmanaProperties.Outbound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuardedHttpPeerTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort())
            .build();

    private final AtomicInteger lookUps = new AtomicInteger();

    @Test
    void loopbackHttp_whenAllowed_answersWithStatusHeadersAndBody() {
        SERVER.stubFor(get("/list").willReturn(ok("content").withHeader("ETag", "\"1\"")));
        HttpAnswer answer = peer(true).exchange(HttpQuestion.get(uri("/list")));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).asString().isEqualTo("content");
        assertThat(answer.header("etag")).contains("\"1\"");
    }

    @Test
    void errorStatus_isAnAnswer() {
        SERVER.stubFor(get("/none").willReturn(aResponse().withStatus(404)));
        assertThat(peer(true).exchange(HttpQuestion.get(uri("/none"))).status()).isEqualTo(404);
    }

    @Test
    void plainHttp_whenNotAllowed_isRefusedAndNotSent() {
        refused(peer(false), HttpQuestion.get(uri("/list")), PeerProblem.Refused.class);
        assertThat(lookUps).hasValue(0);
        SERVER.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void plainHttp_toPublicAddress_isRefusedEvenInTheNodesMode() {
        refused(peer(true, host -> List.of(InetAddress.ofLiteral("1.1.1.1"))),
                HttpQuestion.get(URI.create("http://somewhere.example/x")), PeerProblem.Refused.class);
    }

    @Test
    void https_toPrivateAddress_isRefused() {
        for (String address : List.of("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00:ec2::254")) {
            refused(peer(false, host -> List.of(InetAddress.ofLiteral(address))),
                    HttpQuestion.get(URI.create("https://inside.example/x")), PeerProblem.Refused.class);
        }
    }

    @Test
    void https_whenOneOfTheAddressesIsPrivate_isRefused() {
        refused(peer(false, host -> List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("10.0.0.1"))),
                HttpQuestion.get(URI.create("https://mixed.example/x")), PeerProblem.Refused.class);
    }

    /** The name answers once for the check; a second look-up would be where rebinding strikes. */
    @Test
    void name_isLookedUpOnceAndTheCheckedAddressIsUsed() {
        SERVER.stubFor(get("/list").willReturn(ok("content")));
        HostNames rebinding = host -> {
            if (lookUps.incrementAndGet() > 1) {
                throw new UnknownHostException("looked up twice");
            }
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        };
        URI elsewhere = URI.create("http://name-that-does-not-exist.invalid:" + SERVER.getPort() + "/list");
        HttpAnswer answer = peer(true, rebinding).exchange(HttpQuestion.get(elsewhere));
        assertThat(answer.body()).asString().isEqualTo("content");
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void listedOrigin_mayBePrivateButItsNeighbourPortMayNot() {
        SERVER.stubFor(get("/list").willReturn(ok("content")));
        var rule = new OutboundRule(new Outbound(false, List.of(uri("")), null));
        var listed = new GuardedHttpPeer(rule, host -> List.of(InetAddress.ofLiteral("127.0.0.1")),
                TlsTrust.ofRuntime());
        assertThat(listed.exchange(HttpQuestion.get(uri("/list"))).isSuccess()).isTrue();
        refused(listed, HttpQuestion.get(URI.create("http://localhost:1/list")), PeerProblem.Refused.class);
        refused(listed, HttpQuestion.get(URI.create("https://localhost:" + SERVER.getHttpsPort() + "/list")),
                PeerProblem.Refused.class);
    }

    @Test
    void loopbackHttp_withAList_reachesTheListAlone() {
        var rule = new OutboundRule(new Outbound(true, List.of(URI.create("http://localhost:1")), null));
        refused(new GuardedHttpPeer(rule, host -> List.of(InetAddress.ofLiteral("127.0.0.1")), TlsTrust.ofRuntime()),
                HttpQuestion.get(uri("/list")), PeerProblem.Refused.class);
    }

    @Test
    void redirect_isRefusedAndNotFollowed() {
        SERVER.stubFor(get("/from").willReturn(aResponse().withStatus(302).withHeader("Location", "/to")));
        refused(peer(true), HttpQuestion.get(uri("/from")), PeerProblem.Refused.class);
        SERVER.verify(0, getRequestedFor(urlEqualTo("/to")));
    }

    @Test
    void answer_atTheLimitPassesAndOneByteMoreIsRefused() {
        SERVER.stubFor(get("/big").willReturn(ok("x".repeat(1_000))));
        HttpQuestion question = HttpQuestion.get(uri("/big"));
        assertThat(peer(true).exchange(question.withMaxAnswerBytes(1_000)).body()).hasSize(1_000);
        refused(peer(true), question.withMaxAnswerBytes(999), PeerProblem.TooLarge.class);
    }

    @Test
    void answer_thatDripsForever_isCutAtTheTimeOut() {
        SERVER.stubFor(get("/slow").willReturn(ok("x".repeat(600)).withChunkedDribbleDelay(60, 60_000)));
        refused(peer(true), HttpQuestion.get(uri("/slow")).withTimeout(Duration.ofMillis(300)),
                PeerProblem.TimedOut.class);
    }

    @Test
    void closedPort_isUnreachable() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        refused(peer(true), HttpQuestion.get(URI.create("http://localhost:" + closed + "/")),
                PeerProblem.Unreachable.class);
    }

    @Test
    void unknownName_isUnreachable() {
        refused(peer(false, host -> {
            throw new UnknownHostException(host);
        }), HttpQuestion.get(URI.create("https://nowhere.example/")), PeerProblem.Unreachable.class);
    }

    @Test
    void https_whenNobodyVouchesForTheCertificate_isUnreachable() {
        refused(peer(true), HttpQuestion.get(URI.create("https://localhost:" + SERVER.getHttpsPort() + "/list")),
                PeerProblem.Unreachable.class);
    }

    @Test
    void cookiesAndCredentials_areNeitherKeptNorSent() {
        SERVER.stubFor(any(anyUrl()).willReturn(ok().withHeader("Set-Cookie", "id=1; Path=/")));
        GuardedHttpPeer peer = peer(true);
        peer.exchange(HttpQuestion.get(uri("/first")).withHeader("Authorization", "DPoP x"));
        peer.exchange(HttpQuestion.get(uri("/second")));
        SERVER.verify(getRequestedFor(urlEqualTo("/second")).withHeader("Cookie", absent())
                .withHeader("Authorization", absent()));
    }

    private static void refused(GuardedHttpPeer peer, HttpQuestion question, Class<? extends Problem> expected) {
        assertThatThrownBy(() -> peer.exchange(question)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isInstanceOf(expected));
    }

    private GuardedHttpPeer peer(boolean loopbackHttp) {
        return peer(loopbackHttp, host -> {
            lookUps.incrementAndGet();
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        });
    }

    private static GuardedHttpPeer peer(boolean loopbackHttp, HostNames names) {
        return new GuardedHttpPeer(new OutboundRule(new Outbound(loopbackHttp, List.of(), null)), names,
                TlsTrust.ofRuntime());
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + SERVER.getPort() + path);
    }
}
