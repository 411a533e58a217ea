package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.Commitment;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogCheck;
import org.amana.core.note.LogVerdict;
import org.amana.core.note.TlogProof;
import org.amana.ledger.Caller;
import org.amana.ledger.LedgerApplication;
import org.amana.ledger.Person;
import org.amana.support.TestPostgres;
import org.amana.support.TestServices;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The database goes away under a running ledger and comes back. */
class OutageTest {
    @Test
    void append_whenTheDatabaseStops_says503AndTheRetryWithItsKeyGoesThroughOnceItIsBack(@TempDir Path data)
            throws Exception {
        int port = TestServices.freePort();
        EmbeddedPostgres database = start(data, port);
        TestPostgres.prepare(database, "postgres");
        try (var ledger = TestServices.start(LedgerApplication.class, "consent-ledger",
                Map.of("spring.datasource.url", TestPostgres.url(database, "postgres"),
                        "spring.datasource.hikari.connection-timeout", "500",
                        "spring.datasource.hikari.validation-timeout", "400"))) {
            String baseUrl = ledger.getEnvironment().getRequiredProperty("amana.base-url");
            Path trustDir = Path.of(ledger.getEnvironment().getRequiredProperty("amana.trust.dir"));
            Caller wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.BLIND_WRITER);
            byte[] bytes = new byte[Commitment.BYTES];
            bytes[0] = Commitment.VERSION;
            ObjectNode body = StrictJson.object().put("commitment", Commitment.of(bytes).toBase64Url());
            String before = Person.fresh();
            Caller.Answer first = wallet.post("/v1/entries", before, body);
            assertThat(first.status()).isEqualTo(201);

            database.close();
            String key = Person.fresh();
            Caller.Answer refused = wallet.post("/v1/entries", key, body);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(Caller.anonymous("GET", baseUrl + "/tlog/checkpoint", "").status()).as("from memory")
                    .isEqualTo(200);

            database = start(data, port);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> wallet.post("/v1/entries", key, body).status() == 201);
            assertThat(TlogProof.parse(wallet.post("/v1/entries", key, body).json().path("proof").asString()).index())
                    .as("the refused attempt left nothing")
                    .isEqualTo(1);
            assertThat(wallet.post("/v1/entries", before, body).text()).isEqualTo(first.text());
            var log = ledger.getBean(LogKey.class).identity();
            assertThat(LogCheck.check((path, max) -> tlog(baseUrl, path), log)).isInstanceOf(LogVerdict.Intact.class);
        } finally {
            database.close();
        }
    }

    private static EmbeddedPostgres start(Path data, int port) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data.resolve("pg"))
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<byte[]> tlog(String baseUrl, String path) {
        Caller.Answer answer = Caller.anonymous("GET", baseUrl + "/tlog/" + path, "");
        return answer.status() == 200 ? Optional.of(answer.bytes()) : Optional.empty();
    }
}
