package org.amana.support.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.amana.core.trust.DevelopmentTls;
import org.amana.support.TestServices;
import org.amana.support.outbound.TlsTrust;
import org.amana.support.web.TlsRules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A service whose port speaks TLS, as an operator sets it: {@code server.ssl.certificate} and nothing about suites. */
class TlsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;
    private static final int PORT = TestServices.freePort();
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static DevelopmentTls tls;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
        tls = DevelopmentTls.openOrCreate(folder, "localhost", Clock.systemUTC());
        String pem = tls.serverFile().toUri().toString();
        service = TestServices.start(SampleApplication.class, "issuer-service",
                Map.of("server.port", Integer.toString(PORT), "amana.base-url", "https://localhost:" + PORT,
                        "server.ssl.certificate", pem, "server.ssl.certificate-private-key", pem));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void session_underTls_isBoundToTheHostByItsName() throws Exception {
        HttpResponse<String> login = get(new SSLParameters());
        assertThat(login.headers().allValues("Set-Cookie")).isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).startsWith("__Host-AMANA_")
                        .contains("; Secure", "; HttpOnly", "; Path=/", "; SameSite=Lax")
                        .doesNotContain("Domain"));
    }

    @Test
    void answer_underTls_tellsBrowsersToComeByTlsAlone() throws Exception {
        assertThat(get(new SSLParameters()).headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void handshake_withEachSuiteOfBcp195ForThisKey_passes() throws Exception {
        List<String> fitting = TlsRules.SUITES.stream().filter(suite -> !suite.contains("_RSA_")).toList();
        assertThat(fitting).hasSize(5);
        for (String suite : fitting) {
            assertThat(get(only(suite)).statusCode()).as(suite).isEqualTo(200);
        }
    }

    /** Suites the client's JDK offers by itself; the server is the one that says no. */
    @Test
    void handshake_withAnyOtherSuite_isRefused() throws Exception {
        List<String> others = Stream.of(TlsTrust.ofRuntime().getDefaultSSLParameters().getCipherSuites())
                .filter(suite -> !TlsRules.SUITES.contains(suite) && !suite.contains("SCSV"))
                .toList();
        assertThat(others).contains("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384");
        for (String suite : others) {
            assertThatThrownBy(() -> get(only(suite))).as(suite).isInstanceOf(SSLHandshakeException.class);
        }
    }

    private static SSLParameters only(String suite) {
        var parameters = new SSLParameters();
        parameters.setCipherSuites(new String[]{suite});
        return parameters;
    }

    private static HttpResponse<String> get(SSLParameters parameters) throws Exception {
        try (HttpClient http = HttpClient.newBuilder()
                .sslContext(TlsTrust.withRoots(tls.rootFile()))
                .sslParameters(parameters)
                .build()) {
            return http.send(HttpRequest.newBuilder(URI.create("https://localhost:" + PORT + "/login"))
                    .header("Accept", "text/html")
                    .build(), BodyHandlers.ofString());
        }
    }
}
