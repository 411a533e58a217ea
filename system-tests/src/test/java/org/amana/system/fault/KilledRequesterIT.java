package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.amana.system.deployment.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code kill -9} of the service of the municipality at each point between sending an order and the ledger's knowing what
 * became of its permit, while source and ledger live on: the data come once, and each permit has its end.
 */
@Tag("long")
class KilledRequesterIT {
    /** Of the requester's; a run that has not concluded after twice this and a minute is taken for dead. */
    private static final Duration PATIENCE_WITH_SOURCES = Duration.ofSeconds(10);
    private static final Duration LEASE = PATIENCE_WITH_SOURCES.multipliedBy(2).plusMinutes(1);
    private static final String NOT_RECEIVED = "FAILED not_received";
    @TempDir
    private static Path folder;
    private static ExchangeOffices offices;

    @BeforeAll
    static void start() throws IOException {
        offices = ExchangeOffices.start(folder, "--amana.verifier.exchange.timeout=" + PATIENCE_WITH_SOURCES);
    }

    @AfterAll
    static void stop() {
        offices.close();
    }

    @Test
    void afterSendingTheOrderBeforeTheAnswer_thePermitFailsAndAnotherBringsItOnce() throws Exception {
        var answered = new CountDownLatch(1);
        var dead = new CountDownLatch(1);
        offices.issuerDoor().keptBy((call, onward) -> {
            var answer = onward.pass(call);
            if (call.target().endsWith("/release")) {
                answered.countDown();
                dead.await();
            }
            return answer;
        });
        String order = offices.orders().ask();
        Await.until("the source has answered", () -> answered.getCount() == 0);
        offices.services().kill(ExchangeOffices.VERIFIER);
        offices.issuerDoor().keptByNobody();
        dead.countDown();
        offices.services().resume(ExchangeOffices.VERIFIER);
        requireOnce(order, NOT_RECEIVED);
    }

    @Test
    void afterTheAnswerBeforeItIsStored_thePermitFailsAndAnotherBringsItOnce() throws Exception {
        String order = killedBefore("insert", "verifier.received_data");
        JsonNode state = offices.orders().state(order);
        assertThat(state.path("state").asString()).isEqualTo("FETCHING");
        assertThat(state.path("message").asString()).isEqualTo("The person agreed. The data are being fetched now.");
        assertThat(state.path("deliveries")).isEmpty();
        requireOnce(order, NOT_RECEIVED);
    }

    @Test
    void afterItIsStoredBeforeTheLedgerIsTold_itIsToldLater() throws Exception {
        requireOnce(killedBefore("update of outcome", "verifier.permit_outcome"));
    }

    @Test
    void afterTheLedgerIsToldBeforeThatIsNoted_itIsToldTheSameAgain() throws Exception {
        requireOnce(killedBefore("update of acknowledged_at", "verifier.permit_outcome"));
    }

    private static String killedBefore(String statement, String table) throws SQLException {
        PausedStatement point = PausedStatement.before(offices.services().jdbcUrl(), statement, table);
        String order = offices.orders().ask();
        point.awaitSomebody();
        offices.services().kill(ExchangeOffices.VERIFIER);
        point.abandon();
        offices.services().resume(ExchangeOffices.VERIFIER);
        return order;
    }

    /** One delivery; of the permits all but the last came to that end, and the last was delivered. */
    private static void requireOnce(String order, String... ends) throws IOException {
        JsonNode state = offices.orders().delivered(order, LEASE.plusMinutes(1));
        assertThat(state.path("message").asString()).isEqualTo("The data are here.");
        assertThat(state.path("dead_letters")).isEmpty();
        var expected = new java.util.ArrayList<>(List.of(ends));
        expected.add("DELIVERED");
        String record = state.path("record").asString();
        Await.until("the ledger is told", () -> !offices.file().permits(record).contains("open"));
        PersonsFile file = offices.file();
        assertThat(file.permits(record)).isEqualTo(expected);
        assertThat(file.denials(record)).isEmpty();
        file.requireAgreesWithLog(offices.services(), folder);
        assertThat(offices.orders().state(order).path("deliveries")).hasSize(1);
    }
}
