package org.amana.ledger.rights;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.amana.core.rights.RightsOutcome;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests and their answers in PostgreSQL, by look-up names. */
final class RightsRows {
    private final JdbcClient jdbc;

    /** A request. */
    record Row(String controller, Instant askedAt, Optional<String> answer) {
        private static Row of(ResultSet row, int number) throws SQLException {
            return new Row(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(),
                    Optional.ofNullable(row.getString(3)));
        }
    }

    RightsRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void asked(String name, String controller, Instant at, long index) {
        jdbc.sql("insert into rights_request (name, controller, asked_at, asked_index) values (?, ?, ?, ?)"
                + " on conflict do nothing").params(name, controller, at.atOffset(ZoneOffset.UTC), index).update();
    }

    Optional<Row> find(String name) {
        return jdbc.sql("select controller, asked_at, answer_name from rights_request where name = ?")
                .param(name)
                .query(Row::of)
                .optional();
    }

    /** Reserves the place of the one answer; false when another has it. */
    boolean reserve(String name, String answer) {
        return jdbc.sql("update rights_request set answer_name = :answer where name = :name"
                + " and (answer_name is null or answer_name = :answer)")
                .param("answer", answer)
                .param("name", name)
                .update() == 1;
    }

    void answered(String name, RightsOutcome outcome, Instant at, long index) {
        jdbc.sql("update rights_request set outcome = ?, answered_at = ?, answer_index = ? where name = ?"
                + " and answered_at is null")
                .params(outcome.name(), at.atOffset(ZoneOffset.UTC), index, name)
                .update();
    }
}
