package org.amana.ledger.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Somebody with all rights over the database changes a consent; the running ledger permits nothing by it. */
@LedgerTest
class ContradictedTest {
    private final LookUpNames names;
    private final DriverManagerDataSource administrator;
    private final Person person = new Person();
    private final Caller wallet;
    private final Caller verifier;
    private long lastIndex;

    ContradictedTest(@Value("${amana.base-url}") String baseUrl, @Value("${amana.trust.dir}") Path trustDir,
            @Value("${spring.datasource.url}") String url, @Value("${amana.service.schema}") String schema,
            @Autowired LookUpNames names) {
        this.names = names;
        this.administrator = new DriverManagerDataSource(url, "postgres", "postgres");
        administrator.setSchema(schema);
        Caller registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
        assertThat(registrar.post("/v1/register/import", Person.fresh(), Fixtures.register("http://localhost/notices"))
                .status()).isEqualTo(200);
        this.wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
        this.verifier = Caller.listed("verifier-service", baseUrl, trustDir, ServiceRole.RECIPIENT);
    }

    @Test
    void standing_whenTheStateWasFlipped_isRefused() throws SQLException {
        ConsentEvent given = withdrawn(give());
        change("update consent_state set state = 'GIVEN', withdrawn_index = null, withdrawn_at = null where record = '"
                + names.of(given.record()) + "'");
        assertContradicted(given);
        assertThat(verifier.get("/v1/consents/" + given.record()).reason()).isEqualTo("contradicted");
    }

    @Test
    void standing_whenTheWithdrawalWasRemovedAfterItWasRead_isRefused() throws SQLException {
        ConsentEvent given = withdrawn(give());
        assertThat(state(given).json().path("state").asString()).isEqualTo("WITHDRAWN");
        change("delete from event where kind = 'WITHDRAWN' and record = '" + names.of(given.record()) + "'",
                "update consent_state set state = 'GIVEN', withdrawn_index = null, withdrawn_at = null where record = '"
                        + names.of(given.record()) + "'");
        assertContradicted(given);
    }

    @Test
    void standing_whenAnEventWasExchanged_isRefused() throws SQLException {
        ConsentEvent first = give();
        ConsentEvent second = give();
        change("update event e set sealed = o.sealed from event o where e.record = '" + names.of(first.record())
                + "' and o.record = '" + names.of(second.record()) + "'");
        assertContradicted(first);
        assertThat(state(second).json().path("state").asString()).isEqualTo("GIVEN");
    }

    @Test
    void standing_whenTheLeafWasChanged_isRefused() throws SQLException {
        ConsentEvent given = give();
        change("alter table leaf drop constraint leaf_hash_is_of_entry",
                "update leaf set entry = set_byte(entry, 5, 255 - get_byte(entry, 5)) where index = "
                        + lastIndex);
        assertContradicted(given);
        change("update leaf set entry = set_byte(entry, 5, 255 - get_byte(entry, 5)) where index = " + lastIndex,
                "alter table leaf add constraint leaf_hash_is_of_entry"
                        + " check (leaf_hash = sha256('\\x00'::bytea || entry))");
        assertThat(state(given).json().path("state").asString()).isEqualTo("GIVEN");
    }

    @Test
    void decide_whenTheStateWasFlipped_goesByTheLogAndNotByTheTable() throws SQLException {
        ConsentEvent given = give();
        change("update consent_state set state = 'REFUSED' where record = '" + names.of(given.record()) + "'");
        assertContradicted(given);
        withdrawn(given);
        assertThat(state(given).json().path("state").asString()).isEqualTo("WITHDRAWN");

        change("update consent_state set state = 'GIVEN', withdrawn_index = null, withdrawn_at = null where record = '"
                + names.of(given.record()) + "'");
        Caller.Answer renewed = wallet.post("/v1/consents/" + given.record() + "/renew", Person.fresh(),
                Person.body(person.sign(person.instead(given, EventKind.RENEWED))));
        assertThat(renewed.reason()).isEqualTo("contradicted");
        Caller.Answer again = wallet.post("/v1/consents/" + given.record() + "/withdraw", Person.fresh(),
                Person.body(person.sign(person.withdrawal(given))));
        assertThat(again.reason()).isEqualTo("wrong_state");
    }

    @Test
    void check_whenWithdrawnOrFlippedBack_permitsNothing() throws SQLException {
        ConsentEvent given = give();
        String check = "/v1/consents/" + given.record() + "/check";
        assertThat(verifier.get(check).json().path("in_force").asBoolean()).isTrue();
        withdrawn(given);
        assertThat(verifier.get(check).json().path("in_force").asBoolean(true)).isFalse();
        change("update consent_state set state = 'GIVEN', withdrawn_index = null, withdrawn_at = null where record = '"
                + names.of(given.record()) + "'");
        assertThat(verifier.get(check).reason()).isEqualTo("contradicted");
        assertThat(wallet.get(check).status()).isEqualTo(403);
        assertThat(verifier.get("/v1/consents/" + Person.fresh() + "/check").reason()).isEqualTo("unknown_record");
    }

    @Test
    void standing_whenReadWhileItChanges_isNeverCalledContradicted() throws Exception {
        for (int round = 0; round < 15; round++) {
            ConsentEvent given = give();
            var over = new AtomicBoolean();
            var answers = CompletableFuture.supplyAsync(() -> {
                var seen = new HashSet<String>();
                while (!over.get() || !seen.contains("WITHDRAWN")) {
                    seen.add(state(given).json().path("state").asString("none"));
                    seen.add("" + verifier.get("/v1/consents/" + given.record() + "/check").status());
                }
                return seen;
            });
            withdrawn(given);
            over.set(true);
            assertThat(answers.get(20, TimeUnit.SECONDS)).isSubsetOf("GIVEN", "WITHDRAWN", "200");
        }
    }

    private ConsentEvent give() {
        ConsentEvent event = person.answer(EventKind.GIVEN);
        return appended(event, wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(event))));
    }

    private ConsentEvent withdrawn(ConsentEvent given) {
        return appended(given, wallet.post("/v1/consents/" + given.record() + "/withdraw", Person.fresh(),
                Person.body(person.sign(person.withdrawal(given)))));
    }

    private ConsentEvent appended(ConsentEvent event, Caller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        ConsentReceipt receipt = ConsentReceipt.parse(answer.json().path("receipt"));
        lastIndex = receipt.proof().index();
        person.appended(receipt);
        return event;
    }

    private Caller.Answer state(ConsentEvent event) {
        return verifier.get("/v1/consents?request_hash=" + event.requestHash());
    }

    private void assertContradicted(ConsentEvent event) {
        Caller.Answer answer = state(event);
        assertThat(answer.reason()).as(answer.text()).isEqualTo("contradicted");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("nothing is permitted").doesNotContain("GIVEN");
    }

    /** Goes round every trigger, as only an administrator can. */
    private void change(String... statements) throws SQLException {
        try (Connection connection = administrator.getConnection(); Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("alter table event disable trigger all; alter table leaf disable trigger all");
            for (String statement : statements) {
                sql.execute(statement);
            }
            sql.execute("alter table event enable always trigger event_refuse_change");
            sql.execute("alter table event enable always trigger event_refuse_delete");
            sql.execute("alter table leaf enable always trigger leaf_refuse_change");
            sql.execute("alter table leaf enable always trigger leaf_refuse_gap");
            connection.commit();
        }
    }
}
