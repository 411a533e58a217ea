package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.json.StrictJson;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerApplication;
import org.amana.ledger.Person;
import org.amana.support.TestServices;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The service when more wants in than it takes: a plain refusal for entries, never one for a withdrawal. */
class BackPressureTest {
    private static final int CAPACITY = 2;

    @Test
    void append_whenTheLineIsFull_says503AndWhenToComeAgainWhileAWithdrawalGoesFirst() throws Exception {
        try (var ledger = TestServices.start(LedgerApplication.class, "consent-ledger",
                Map.of("amana.ledger.log.queue-capacity", Integer.toString(CAPACITY)));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            String baseUrl = ledger.getEnvironment().getRequiredProperty("amana.base-url");
            Path trustDir = Path.of(ledger.getEnvironment().getRequiredProperty("amana.trust.dir"));
            Caller wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.BLIND_WRITER,
                    ServiceRole.CONSENT_WRITER);
            Caller registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
            assertThat(registrar.post("/v1/register/import", Person.fresh(), Fixtures.register("http://localhost:1"))
                    .status()).isEqualTo(200);
            var person = new Person();
            ConsentEvent given = person.answer(EventKind.GIVEN);
            Caller.Answer consent = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(given)));
            assertThat(consent.status()).as(consent.text()).isEqualTo(201);
            person.appended(ConsentReceipt.parse(consent.json().path("receipt")));
            Sequencer sequencer = ledger.getBean(Sequencer.class);
            long next = ledger.getBean(PublishedLog.class).treeSize();

            List<Future<Caller.Answer>> waiting = new ArrayList<>();
            Future<Caller.Answer> withdrawal;
            Caller.Answer refused;
            try (Connection slow = ledger.getBean(DataSource.class).getConnection();
                    Statement sql = slow.createStatement()) {
                slow.setAutoCommit(false);
                sql.execute("select 1 from head for update"); // no batch gets past it
                waiting.add(callers.submit(() -> wallet.post("/v1/entries", Person.fresh(), entry(0))));
                await().until(() -> sequencer.waitingCount() == 0 && isHeldUp(ledger.getBean(DataSource.class)));
                for (int i = 1; i <= CAPACITY; i++) {
                    int seed = i;
                    waiting.add(callers.submit(() -> wallet.post("/v1/entries", Person.fresh(), entry(seed))));
                }
                await().until(() -> sequencer.waitingCount() == CAPACITY);
                refused = wallet.post("/v1/entries", Person.fresh(), entry(9));
                withdrawal = callers.submit(() -> wallet.post("/v1/consents/" + given.record().value() + "/withdraw",
                        Person.fresh(), Person.body(person.sign(person.withdrawal(given)))));
                await().atMost(Duration.ofSeconds(10)).until(() -> sequencer.waitingCount() == CAPACITY + 1);
                slow.rollback();
            }

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.reason()).isEqualTo("ledger_full");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(withdrawal.get().status()).as(withdrawal.get().text()).isEqualTo(201);
            assertThat(index(withdrawal.get())).as("after the batch that was open, before all that waited")
                    .isEqualTo(next + 1);
            for (Future<Caller.Answer> entry : waiting) {
                assertThat(entry.get().status()).isEqualTo(201);
                assertThat(index(entry.get())).isNotEqualTo(next + 1);
            }
        }
    }

    private static boolean isHeldUp(DataSource database) throws Exception {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                var row = sql.executeQuery("select 1 from pg_locks where not granted")) {
            return row.next();
        }
    }

    private static long index(Caller.Answer answer) {
        return answer.json().path("index").longValue();
    }

    private static ObjectNode entry(int seed) {
        byte[] bytes = new byte[Commitment.BYTES];
        new Random(seed).nextBytes(bytes);
        bytes[0] = Commitment.VERSION;
        return StrictJson.object().put("commitment", Commitment.of(bytes).toBase64Url());
    }
}
