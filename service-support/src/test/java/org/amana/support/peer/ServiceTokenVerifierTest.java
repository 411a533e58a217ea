package org.amana.support.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.amana.core.http.HttpQuestion;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.amana.support.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ServiceTokenVerifierTest {
    private static final URI LEDGER = URI.create("https://ledger.example");
    private static final URI ENTRIES = URI.create("https://ledger.example/v1/entries");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static JdbcClient jdbc;
    private final EphemeralKey walletKey = EphemeralKey.generate();
    private final byte[] body = "{\"commitment\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    @TempDir
    Path trust;
    private ServiceDirectory services;

    @BeforeAll
    static void migrate() {
        var database = TestPostgres.newDatabase();
        var source = new DriverManagerDataSource(database.url(), database.user(), database.password());
        Flyway.configure().dataSource(source).locations("classpath:/service-support/db").load().migrate();
        jdbc = JdbcClient.create(source);
    }

    @BeforeEach
    void listTheWallet() {
        services = new ServiceDirectory(trust);
        services.list("wallet-service", walletKey.publicJwk(), Set.of(ServiceRole.BLIND_WRITER));
    }

    @Test
    void token_forThisRequest_namesCallerAndRoles() {
        ServiceCaller caller = verify(token(question(), NOW), "POST", "/v1/entries", body, NOW);
        assertThat(caller).isEqualTo(new ServiceCaller("wallet-service", Set.of(ServiceRole.BLIND_WRITER)));
    }

    @Test
    void token_usedTwice_isRefused() {
        String token = token(question(), NOW);
        verify(token, "POST", "/v1/entries", body, NOW);
        refused("service_token_replayed", () -> verify(token, "POST", "/v1/entries", body, NOW));
    }

    @Test
    void token_forOtherRequest_isRefused() {
        refused("service_token_for_other_request",
                () -> verify(token(question(), NOW), "PUT", "/v1/entries", body, NOW));
        refused("service_token_for_other_request",
                () -> verify(token(question(), NOW), "POST", "/v1/other", body, NOW));
        refused("service_token_for_other_request",
                () -> verify(token(question(), NOW), "POST", "/v1/entries", new byte[0], NOW));
    }

    @Test
    void token_forOtherService_isRefused() {
        URI other = URI.create("https://other.example");
        String token = bearer(signer("wallet-service", walletKey, NOW).authorize(question(), other));
        refused("service_token_for_other_request", () -> verify(token, "POST", "/v1/entries", body, NOW));
    }

    @Test
    void token_afterOrBeforeItsTime_isRefused() {
        refused("service_token_expired", () -> verify(token(question(), NOW), "POST", "/v1/entries", body,
                NOW.plus(Duration.ofSeconds(70))));
        refused("service_token_expired", () -> verify(token(question(), NOW), "POST", "/v1/entries", body,
                NOW.minus(Duration.ofSeconds(11))));
        verify(token(question(), NOW), "POST", "/v1/entries", body, NOW.plus(Duration.ofSeconds(69)));
    }

    @Test
    void token_ofUnlistedServiceOrOtherKey_isRefused() {
        var stranger = EphemeralKey.generate();
        refused("service_token_invalid",
                () -> verify(tokenOf("wallet-service", stranger), "POST", "/v1/entries", body, NOW));
        refused("service_token_invalid",
                () -> verify(tokenOf("issuer-service", stranger), "POST", "/v1/entries", body, NOW));
        refused("service_token_invalid",
                () -> verify(tokenOf("../wallet-service", walletKey), "POST", "/v1/entries", body, NOW));
        refused("service_token_invalid", () -> verify("not.a.token", "POST", "/v1/entries", body, NOW));
    }

    private static void refused(String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    private ServiceCaller verify(String token, String method, String path, byte[] sent, Instant now) {
        return new ServiceTokenVerifier(services, jdbc, Clock.fixed(now, ZoneOffset.UTC), LEDGER).verify(token, method,
                path, sent);
    }

    private HttpQuestion question() {
        return HttpQuestion.postJson(ENTRIES, StrictJson.parseObject(body, body.length));
    }

    private String tokenOf(String service, EphemeralKey key) {
        return bearer(signer(service, key, NOW).authorize(question(), LEDGER));
    }

    private String token(HttpQuestion question, Instant at) {
        return bearer(signer("wallet-service", walletKey, at).authorize(question, LEDGER));
    }

    private static String bearer(HttpQuestion question) {
        return Map.copyOf(question.headers()).getOrDefault("Authorization", "").replaceFirst("^Bearer ", "");
    }

    private static ServiceTokenSigner signer(String service, EphemeralKey key, Instant at) {
        return new ServiceTokenSigner(service, key, Clock.fixed(at, ZoneOffset.UTC),
                RandomGenerator.of("L64X128MixRandom"));
    }
}
