package org.amana.support.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.amana.support.TestServices;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void requests_whenTheDatabaseIsAway_areAskedToComeBackAndReadinessIsFalse() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start();
        try (var service = TestServices.start(SampleApplication.class, "consent-ledger",
                Map.of("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"),
                        "spring.datasource.hikari.connection-timeout", "500"))) {
            String base = service.getEnvironment().getRequiredProperty("amana.base-url");
            assertThat(get(base + "/actuator/health/readiness", "application/json").statusCode()).isEqualTo(200);
            postgres.close();

            assertThat(get(base + "/actuator/health/readiness", "application/json").statusCode()).isEqualTo(503);
            assertThat(get(base + "/actuator/health/liveness", "application/json").statusCode()).isEqualTo(200);
            HttpResponse<String> api = get(base + "/north/desk/api/things", "application/json");
            assertThat(api.statusCode()).isEqualTo(503);
            assertThat(api.headers().firstValue("Retry-After")).contains("5");
            assertThat(api.body()).contains("\"reason\":\"unavailable\"").doesNotContain("PSQL", "localhost");
            HttpResponse<String> page = get(base + "/north/desk/things", "text/html");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("<h1", "Help code");
        }
    }

    private HttpResponse<String> get(String address, String accept) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address))
                .header("Accept", accept)
                .header("Authorization", "Basic YW5uYTp4")
                .build(), BodyHandlers.ofString());
    }
}
