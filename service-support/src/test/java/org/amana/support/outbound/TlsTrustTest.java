package org.amana.support.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.TestCertificate;
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

    @Test
    void withClientKeys_whenTheServerAsksForACertificate_thenOursIsShown() throws Exception {
        EphemeralKey key = EphemeralKey.generate();
        Instant now = Instant.now(Clock.systemUTC());
        X509Certificate certificate = TestCertificate.leaf("Reader of the register")
                .extendedKeyUsage("1.3.6.1.5.5.7.3.2")
                .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)))
                .selfSigned(key);
        Path keys = folder.resolve("client.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("reader", key.privateJwk().toECPrivateKey(), "s3cret".toCharArray(),
                new X509Certificate[]{certificate});
        try (var out = Files.newOutputStream(keys)) {
            store.store(out, "s3cret".toCharArray());
        }
        demand(certificate);

        try (GuardedHttpPeer known = peer("amana.test",
                TlsTrust.withClientKeys(tls.rootFile(), keys, "s3cret".toCharArray()))) {
            assertThat(known.exchange(question("amana.test")).status()).isEqualTo(204);
        }
        unreachable("amana.test", tls.rootFile());
        assertThatThrownBy(() -> TlsTrust.withClientKeys(tls.rootFile(), keys, "wrong".toCharArray()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> TlsTrust.withClientKeys(null, folder.resolve("absent.p12"), "".toCharArray()))
                .isInstanceOf(UncheckedIOException.class);
    }

    /** From now on the server talks to the holder of this certificate alone. */
    private void demand(X509Certificate client) throws IOException {
        String pem = tls.serverFile().toUri().toString();
        String trusted = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(encoded(client))
                + "\n-----END CERTIFICATE-----\n";
        var context = SslBundle.of(new PemSslStoreBundle(PemSslStoreDetails.forCertificate(pem).withPrivateKey(pem),
                PemSslStoreDetails.forCertificate(trusted))).createSslContext();
        server.stop(0);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters strict = getSSLContext().getDefaultSSLParameters();
                strict.setNeedClientAuth(true);
                parameters.setSSLParameters(strict);
            }
        });
        server.start();
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
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
