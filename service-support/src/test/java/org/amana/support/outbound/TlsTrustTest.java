package org.amana.support.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.DevelopmentTls;
import org.amana.support.settings.AmanaProperties.Outbound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** The guarded client before a server of {@link DevelopmentTls}. */
class TlsTrustTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set before each test
    private DevelopmentTls tls;
    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpsServer server;

    @BeforeEach
    void open() throws Exception {
        tls = DevelopmentTls.openOrCreate(folder.resolve("tls"), "amana.test", Clock.systemUTC());
        String pem = tls.serverFile().toUri().toString();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(SslBundle.of(new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate(pem).withPrivateKey(pem), null)).createSslContext()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void withRoots_whenTheServersRootIsAdded_isAnsweredUnderEachOfItsNames() throws Exception {
        for (String host : List.of("amana.test", "localhost", "127.0.0.1")) {
            assertThat(ask(host, tls.rootFile())).as(host).isEqualTo(204);
        }
    }

    @Test
    void withRoots_whenTheHostIsAnother_isRefused() {
        unreachable("other.test", tls.rootFile());
    }

    @Test
    void withRoots_whenTheRootIsAnother_isRefused() {
        unreachable("amana.test",
                DevelopmentTls.openOrCreate(folder.resolve("b"), "amana.test", Clock.systemUTC()).rootFile());
    }

    @Test
    void ofRuntime_knowsNothingOfTheRoot() {
        assertThatThrownBy(() -> peer("amana.test", TlsTrust.ofRuntime()).exchange(question("amana.test")))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem()).isInstanceOf(PeerProblem.Unreachable.class));
    }

    @Test
    void withRoots_whenTheFileHoldsNone_saysSo() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        assertThatThrownBy(() -> TlsTrust.withRoots(empty)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no certificate");
        assertThatThrownBy(() -> TlsTrust.withRoots(folder.resolve("absent.pem")))
                .isInstanceOf(UncheckedIOException.class);
    }

    private void unreachable(String host, Path roots) {
        assertThatThrownBy(() -> ask(host, roots)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isInstanceOf(PeerProblem.Unreachable.class));
    }

    private int ask(String host, Path roots) throws Exception {
        try (GuardedHttpPeer peer = peer(host, TlsTrust.withRoots(roots))) {
            return peer.exchange(question(host)).status();
        }
    }

    private GuardedHttpPeer peer(String host, javax.net.ssl.SSLContext trust) {
        var rule = new OutboundRule(new Outbound(false, List.of(uri(host)), null));
        return new GuardedHttpPeer(rule, name -> List.of(InetAddress.ofLiteral("127.0.0.1")), trust);
    }

    private HttpQuestion question(String host) {
        return HttpQuestion.get(URI.create(uri(host) + "/"));
    }

    private URI uri(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort());
    }
}
