package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerApplication;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import org.amana.support.TestServices;
import org.amana.support.peer.ServiceRole;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A permit waits when its consent is withdrawn: the withdrawal came later, and goes first. */
class OvertakenPermitTest {
    /** A ledger whose batches stand still while somebody holds the row of the head. */
    private record Held(DataSource database, Sequencer sequencer) {
        Connection hold() throws SQLException {
            Connection slow = database.getConnection();
            slow.setAutoCommit(false);
            try (Statement sql = slow.createStatement()) {
                sql.execute("select 1 from head for update"); // no batch gets past it
            }
            return slow;
        }

        /** That many wait in line, and that many sessions for the head. */
        void await(int submissions, int sessions) {
            Awaitility.await()
                    .until(() -> sequencer.waitingCount() == submissions && heldUp() == sessions);
        }

        private int heldUp() throws SQLException {
            return count("select count(*) from pg_locks where not granted");
        }

        /** In how many transactions these two entries were written. */
        int transactions(long one, long other) throws SQLException {
            return count("select count(distinct xmin::text) from leaf where index in (" + one + ", " + other + ")");
        }

        private int count(String query) throws SQLException {
            try (Connection connection = database.getConnection();
                    Statement sql = connection.createStatement();
                    var row = sql.executeQuery(query)) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** A person who gave a consent. */
    private record Giver(Person person, ConsentEvent given) {
        static Giver of(Caller wallet) {
            var person = new Person();
            ConsentEvent given = Offices.asked(person.answer(EventKind.GIVEN));
            Caller.Answer consent = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(given)));
            person.appended(ConsentReceipt.parse(consent.json().path("receipt")));
            return new Giver(person, given);
        }

        Callable<Caller.Answer> withdrawal(Caller wallet) {
            var body = Person.body(person.sign(person.withdrawal(given)));
            return () -> wallet.post("/v1/consents/" + given.record() + "/withdraw", Person.fresh(), body);
        }
    }

    @Test
    void permit_whenAWithdrawalComesWhileItWaits_isDeniedInTheBatchOfBoth() throws Exception {
        try (var ledger = TestServices.start(LedgerApplication.class, "consent-ledger", Map.of());
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var held = new Held(ledger.getBean(DataSource.class), ledger.getBean(Sequencer.class));
            Caller wallet = caller(ledger, "wallet-service", ServiceRole.CONSENT_WRITER);
            Caller source = caller(ledger, "issuer-service", ServiceRole.SOURCE);
            assertThat(caller(ledger, "registrar", ServiceRole.REGISTRAR)
                    .post("/v1/register/import", Person.fresh(), Fixtures.register("http://localhost:1"))
                    .status()).isEqualTo(200);
            var offices = new Offices(trustDir(ledger));
            Giver giver = Giver.of(wallet);
            Giver other = Giver.of(wallet);

            Future<Caller.Answer> before;
            Future<Caller.Answer> permit;
            Future<Caller.Answer> first;
            Future<Caller.Answer> withdrawal;
            try (Connection slow = held.hold()) {
                before = callers.submit(order(source, giver, offices));
                held.await(0, 1);
                Future<Connection> next = holdNext(held, callers);
                permit = callers.submit(order(source, giver, offices));
                held.await(1, 2);
                first = callers.submit(other.withdrawal(wallet));
                held.await(2, 2);
                slow.rollback();
                try (Connection slower = next.get()) { // the first withdrawal goes alone, and stands still here
                    held.await(1, 1);
                    withdrawal = callers.submit(giver.withdrawal(wallet));
                    held.await(2, 1);
                    slower.rollback();
                }
            }

            assertThat(before.get().json().path("kind").asString()).isEqualTo("PERMIT");
            assertThat(first.get().status()).isEqualTo(201);
            assertThat(withdrawal.get().status()).as(withdrawal.get().text()).isEqualTo(201);
            assertThat(permit.get().reason()).as(permit.get().text()).isEqualTo("withdrawn");
            assertThat(index(withdrawal.get())).isEqualTo(index(first.get()) + 1);
            assertThat(index(permit.get())).isEqualTo(index(withdrawal.get()) + 1);
            assertThat(held.transactions(index(withdrawal.get()), index(permit.get()))).as("one batch").isEqualTo(1);
            assertThat(held.transactions(index(first.get()), index(permit.get()))).isEqualTo(2);
        }
    }

    private static Future<Connection> holdNext(Held held, ExecutorService callers) {
        return callers.submit(held::hold);
    }

    private static Callable<Caller.Answer> order(Caller source, Giver giver, Offices offices) {
        var body = Offices.order(giver.given()).body(offices.source());
        return () -> source.post("/v1/permits", Person.fresh(), body);
    }

    private static Caller caller(ConfigurableApplicationContext ledger, String name, ServiceRole role) {
        return Caller.listed(name, ledger.getEnvironment().getRequiredProperty("amana.base-url"), trustDir(ledger),
                role);
    }

    private static Path trustDir(ConfigurableApplicationContext ledger) {
        return Path.of(ledger.getEnvironment().getRequiredProperty("amana.trust.dir"));
    }

    private static long index(Caller.Answer answer) {
        return answer.json().path("index").longValue();
    }
}
