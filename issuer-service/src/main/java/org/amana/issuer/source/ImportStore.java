package org.amana.issuer.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amana.issuer.authority.AuthorityId;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each import is, in the database, so that any instance can show it. */
@Component
class ImportStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    ImportStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    UUID begin(AuthorityId authority, String actor, boolean dryRun) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into register_import (id, authority, actor, dry_run, state, started_at)
                values (?, ?, ?, ?, 'RUNNING', ?)""")
                .params(id, authority.value(), actor, dryRun, now())
                .update();
        return id;
    }

    Optional<RegisterImport> find(AuthorityId authority, UUID id) {
        return jdbc.sql("select * from register_import where authority = ? and id = ?")
                .params(authority.value(), id)
                .query((row, number) -> read(row, errors(id)))
                .optional();
    }

    List<RegisterImport> newest(AuthorityId authority) {
        return jdbc.sql("select * from register_import where authority = ? order by started_at desc limit 20")
                .param(authority.value())
                .query((row, number) -> read(row, List.of()))
                .list();
    }

    void progress(UUID id, ImportCounts counts) {
        jdbc.sql("update register_import set row_count = ?, accepted = ?, unchanged = ?, refused = ? where id = ?")
                .params(counts.rows(), counts.accepted(), counts.unchanged(), counts.refused(), id)
                .update();
    }

    void refuse(UUID id, RowError error) {
        jdbc.sql("insert into register_import_error (import_id, row, column_name, message) values (?, ?, ?, ?)")
                .params(id, error.row(), error.column(), error.message())
                .update();
    }

    void end(UUID id, RegisterImport.State state, String failure) {
        jdbc.sql("update register_import set state = ?, failure = ?, ended_at = ? where id = ?")
                .params(state.name(), failure, now(), id)
                .update();
    }

    /** Files are not kept: an import that a crash interrupted is started again by the clerk, rows already in are unchanged. */
    @EventListener(ApplicationReadyEvent.class)
    void failInterrupted() {
        // an instance never leaves one running for long, so an old one has lost its instance
        jdbc.sql(
                """
                        update register_import set state = 'FAILED', ended_at = ?,
                        failure = 'The service stopped during this import. Import the file again; rows that are in already stay as they are.'
                        where state = 'RUNNING' and started_at < ?""")
                .params(now(), now())
                .update();
    }

    private List<RowError> errors(UUID id) {
        return jdbc.sql(
                "select row, column_name, message from register_import_error where import_id = ? order by row limit ?")
                .params(id, RegisterImport.MAX_ERRORS)
                .query((row, number) -> new RowError(row.getInt(1), row.getString(2), row.getString(3)))
                .list();
    }

    private static RegisterImport read(ResultSet row, List<RowError> errors) throws SQLException {
        return new RegisterImport(row.getObject("id", UUID.class), row.getString("actor"), row.getBoolean("dry_run"),
                RegisterImport.State.valueOf(row.getString("state")), row.getInt("row_count"), row.getInt("accepted"),
                row.getInt("unchanged"), row.getInt("refused"), row.getString("failure"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                errors);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
