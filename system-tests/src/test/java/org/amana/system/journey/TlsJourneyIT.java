package org.amana.system.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.options.Cookie;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.amana.system.browser.Chromium;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.OneNode;
import org.amana.system.deployment.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --amana.tls=dev --amana.base-url=https://amana.test}: what a phone of the local network meets. */
class TlsJourneyIT {
    private static final String HOST = "amana.test";
    @TempDir
    private static Path folder;
    private static OneNode node;
    private static SSLContext phone;

    @BeforeAll
    static void start() throws Exception {
        node = OneNode.startWithTls(folder, HOST);
        phone = trusting(certificate("ca.pem"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void story_overTls_goesFromIssueToYesWithAPasskeyOfTheHost() throws Exception {
        try (Chromium chromium = Chromium.trusting(HOST, spki(server()))) {
            Clerk office = new Clerk(chromium.desk("tls-labour"), node.issuer(), node.staff("labour-office"));
            Employer bakery = new Employer(chromium.desk("tls-bakery"), node.verifier(), node.staff("harbour-bakery"));
            Holder selam = new Holder(chromium.phone("tls-selam", 390), node.wallet(), "en");
            selam.makeWallet();
            office.signIn();
            office.findCase("L-0001");
            Clerk.Handed work = office.issue();
            assertThat(work.walletLink()).startsWith(node.wallet().toString()).doesNotContain("localhost", "http%3A");
            selam.receive(work.walletLink(), work.code());
            bakery.signIn();
            String asked = bakery.asksAboutAJob();
            assertThat(asked).startsWith(node.wallet().toString()).doesNotContain("localhost", "http%3A");
            selam.isAsked(asked).sharesAll();
            bakery.sees("MATCH").confirmsThePerson();
            assertThat(bakery.answer()).startsWith("Yes");
            List<Cookie> cookies = selam.phone().page().context().cookies();
            assertThat(cookies).isNotEmpty().allSatisfy(cookie -> {
                assertThat(cookie.name).startsWith("__Host-AMANA_");
                assertThat(cookie.secure).isTrue();
                assertThat(cookie.httpOnly).isTrue();
                assertThat(cookie.domain).isEqualTo(HOST);
            });
        }
    }

    @Test
    void welcomePage_tellsAPhoneHowToTrust() throws Exception {
        String fingerprint = java.util.HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate("ca.pem").getEncoded()));
        Await.until("the fingerprint on the terminal", () -> node.log().contains(fingerprint));
        assertThat(get(0, "/amana-development-ca.crt").body()).isEqualTo(Files.readString(tls("ca.pem")))
                .doesNotContain("PRIVATE");
        try (Chromium chromium = Chromium.trusting(HOST, spki(server()))) {
            for (String language : List.of("en", "ar")) {
                Screen page = chromium.phone("tls-welcome-" + language, 320)
                        .open(node.welcome(), "/" + language)
                        .look("welcome");
                assertThat(page.words()).contains(fingerprint);
            }
        }
    }

    @Test
    void publishedAddresses_followTheBaseUrl() throws Exception {
        for (String path : List.of("/.well-known/openid-credential-issuer/labour-office",
                "/.well-known/oauth-authorization-server/labour-office")) {
            assertThat(get(1, path).body()).contains(node.issuer() + "/labour-office")
                    .doesNotContain("localhost", "http://");
        }
        assertThat(get(4, "/v1/register/parties?id=" + node.issuer() + "/labour-office").body())
                .contains("Labour Office");
        assertThat(get(4, "/v1/register/parties/harbour-bakery").body()).contains(node.verifier() + "/harbour-bakery")
                .doesNotContain("localhost");
        assertThat(get(0, "/en").body()).contains(node.wallet() + "/en").doesNotContain("localhost");
    }

    @Test
    void certificate_isForTheHostAndThisMachineAlone() throws Exception {
        for (int port : ports()) {
            for (String host : List.of(HOST, "localhost", "127.0.0.1")) {
                assertThat(handshake(phone, host, port)).isIn("TLSv1.3");
            }
            assertThatThrownBy(() -> handshake(phone, "other.test", port)).isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> handshake(SSLContext.getDefault(), HOST, port))
                    .isInstanceOf(SSLHandshakeException.class);
        }
        for (String secret : List.of("authority.json", "server.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tls(secret)))).as(secret)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void certificate_vouchesForNoCredential() throws Exception {
        try (var anchors = Files.list(node.anchors())) {
            for (Path anchor : anchors.toList()) {
                X509Certificate root = certificate(anchor);
                assertThat(root.getPublicKey()).as(anchor.toString())
                        .isNotEqualTo(certificate("ca.pem").getPublicKey());
                assertThatThrownBy(() -> server().verify(root.getPublicKey()))
                        .isInstanceOf(java.security.GeneralSecurityException.class);
            }
        }
    }

    @Test
    void plainHttp_onAnyPort_givesNothing() {
        for (int port : ports()) {
            String answer = Wire.http(port, "/en");
            // Tomcat says in words that TLS is expected, the JDK's server with an alert or by hanging up
            assertThat(answer.isEmpty() || answer.charAt(0) == Wire.ALERT || answer.startsWith("HTTP/1.1 400 "))
                    .as("port %s: %s", port, answer)
                    .isTrue();
            assertThat(answer).doesNotContainIgnoringCase("set-cookie", "amana", "location:");
        }
    }

    /** Asked with raw bytes, because the JDK of this test refuses old versions by itself. */
    @Test
    void oldTls_onAnyPort_isRefusedByTheServer() {
        for (int port : ports()) {
            assertThat(Wire.hello(port, 0x0303).type()).as("TLS 1.2 on port %s", port).isEqualTo(Wire.HANDSHAKE);
            for (int old : new int[]{0x0300, 0x0301, 0x0302}) {
                assertThat(Wire.hello(port, old)).as("version %x on port %s", old, port)
                        .isEqualTo(new Wire.Answer(Wire.ALERT, 70));
            }
        }
    }

    @Test
    void answers_bindNoBrowserToTlsForAYear() throws Exception {
        for (int offset = 0; offset < 5; offset++) {
            assertThat(get(offset, offset == 0 ? "/en" : "/assets/amana.css").headers().map()).as("port %s", offset)
                    .doesNotContainKey("strict-transport-security");
        }
    }

    private static List<Integer> ports() {
        return IntStream.range(0, 5).mapToObj(offset -> node.welcome().getPort() + offset).toList();
    }

    /** Over loopback, which the certificate names as well: this process does not know the host. */
    private static HttpResponse<String> get(int offset, String path) throws Exception {
        try (HttpClient http = HttpClient.newBuilder().sslContext(phone).build()) {
            URI uri = URI.create("https://localhost:" + (node.welcome().getPort() + offset) + path);
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(uri).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer;
        }
    }

    private static String handshake(SSLContext trust, String host, int port) throws Exception {
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
                SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private static SSLContext trusting(X509Certificate root) throws Exception {
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        roots.setCertificateEntry("root", root);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static Path tls(String name) {
        return node.data().resolve("tls").resolve(name);
    }

    private static X509Certificate certificate(String name) throws Exception {
        return certificate(tls(name));
    }

    private static X509Certificate certificate(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** What the first port shows. */
    private static X509Certificate server() throws Exception {
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), node.welcome().getPort());
                SSLSocket socket = (SSLSocket) phone.getSocketFactory()
                        .createSocket(plain, HOST, node.welcome().getPort(), true)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static String spki(X509Certificate certificate) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded()));
    }
}
