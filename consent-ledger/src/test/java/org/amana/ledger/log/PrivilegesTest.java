package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.amana.core.consent.Commitment;
import org.amana.ledger.LedgerApplication;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.support.TestServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the ledger's database role may do, and what not even the owner of its tables may. */
@LedgerTest
class PrivilegesTest {
    private static final String NOT_ALLOWED = "42501";
    private static final String REFUSED_BY_TRIGGER = "23001";
    /** Somebody with all rights gives an entry a payload. */
    private static final String EVENT = "with key as (insert into subject_key values ('rel', 0, '\\x00') returning relation)"
            + " insert into event (index, kind, record, relation, controller, purpose, request_hash, at, sealed)"
            + " select (select max(index) from leaf), 'GIVEN', 'r', relation, 'c', 'p', 'q', now(), '\\x00' from key";
    private final JdbcClient service;
    private final DriverManagerDataSource owner;

    PrivilegesTest(@Autowired JdbcClient service, @Value("${spring.datasource.url}") String url,
            @Value("${amana.service.schema}") String schema, @Autowired Sequencer sequencer,
            @Autowired BlindEntries blind) {
        this.service = service;
        byte[] entry = new byte[Commitment.BYTES];
        entry[0] = Commitment.VERSION;
        sequencer.append(blind.submission(Commitment.of(entry), Idempotency.of("test", "t", Person.fresh(), entry)));
        this.owner = new DriverManagerDataSource(url, "postgres", "postgres");
        owner.setSchema(schema);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update leaf set entry = entry", "delete from leaf", "truncate leaf", "delete from tile",
            "update checkpoint set note = note", "delete from event", "update event set kind = kind",
            "delete from idempotency", "update idempotency set index = 0", "delete from consent_state",
            "delete from notice_outbox", "delete from subject_key", "delete from forgotten_leaf",
            "update subject_key set relation = ''", "update key_check set name = ''",
            "update register_version set document = ''", "delete from head",
            "alter table leaf disable trigger all", "drop table event", "create table ledger.own (x int)",
            "create trigger mine before insert on leaf execute function refuse_change()",
            "set session_replication_role = replica"})
    void role_whenItGoesBeyondAdding_isNotAllowed(String statement) {
        assertThat(refusal(statement)).isEqualTo(NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from event", "truncate event", "update event set kind = kind",
            "truncate idempotency cascade", "update idempotency set key = key"})
    void owner_whenNothingWasForgotten_isRefused(String statement) throws SQLException {
        try (Connection connection = owner.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("begin");
            sql.execute(EVENT);
            sql.execute("insert into idempotency select 's', 'k', sha256(''), max(index), 1 from leaf"
                    + "");
            assertThatThrownBy(() -> sql.execute(statement)).isInstanceOfSatisfying(SQLException.class,
                    e -> assertThat(e.getSQLState()).isEqualTo(REFUSED_BY_TRIGGER));
            sql.execute("rollback");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 99_999_999, -1})
    void forget_whenTheTombstoneIsNoEntryOfThisTransaction_isRefused(long tombstone) throws SQLException {
        try (Connection connection = owner.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("begin");
            sql.execute(EVENT);
            assertThatThrownBy(() -> sql.execute("select forget_relation('rel', " + tombstone + ")"))
                    .isInstanceOfSatisfying(SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo(REFUSED_BY_TRIGGER));
            sql.execute("rollback");
        }
    }

    @Test
    void start_whenTheRoleOwnsItsTables_isRefusedInAPlainSentence() {
        Map<String, String> asOwner = Map.of("spring.datasource.username", "postgres", "spring.datasource.password",
                "postgres");
        assertThatThrownBy(() -> TestServices.start(LedgerApplication.class, "consent-ledger", asOwner).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The ledger's database role may change what is logged.");
    }

    private String refusal(String statement) {
        try {
            service.sql(statement).update();
            return "done";
        } catch (org.springframework.dao.DataAccessException e) {
            return e.getRootCause() instanceof SQLException sql ? sql.getSQLState() : e.toString();
        }
    }

    @Test
    void functions_thatLookIntoTables_doNotLookIntoASessionsOwn() {
        var paths = JdbcClient.create(owner)
                .sql("""
                        select p.proname || ' ' || setting from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        cross join unnest(p.proconfig) setting
                        where n.nspname = current_schema() and setting like 'search_path=%'""")
                .query((row, number) -> row.getString(1))
                .list();
        assertThat(paths).hasSizeGreaterThan(5).allMatch(path -> path.endsWith(", pg_temp"));
        assertThat(paths).anyMatch(path -> path.startsWith("refuse_request_of_no_entry "));
    }
}
