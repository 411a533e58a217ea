package org.amana.system.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.amana.system.deployment.Await;

/**
 * A named point in the work of a service: the statement that writes there waits in PostgreSQL, by a trigger of the test,
 * until the service was killed. The service has no hook and knows nothing of it.
 */
final class PausedStatement {
    private static final String WAITING = "select %s from pg_locks where locktype = 'advisory' and not granted";
    private static final int LOCK = 715_156;
    private final String jdbcUrl;
    private final String table;
    private final Connection holder;

    private PausedStatement(String jdbcUrl, String table, Connection holder) {
        this.jdbcUrl = jdbcUrl;
        this.table = table;
        this.holder = holder;
    }

    /**
     * From now on nobody gets further than to that statement.
     *
     * @param statement {@code insert}, or {@code update of} a column
     * @param table with its schema
     */
    static PausedStatement before(String jdbcUrl, String statement, String table) throws SQLException {
        Connection holder = DriverManager.getConnection(jdbcUrl);
        try (Statement sql = holder.createStatement()) {
            sql.execute("select pg_advisory_lock(" + LOCK + ")");
            sql.execute("""
                    create or replace function public.pause() returns trigger language plpgsql as
                    'begin perform pg_advisory_xact_lock(%d); return new; end'""".formatted(LOCK));
            sql.execute("create trigger pause before " + statement + " on " + table
                    + " for each row execute function public.pause()");
        }
        return new PausedStatement(jdbcUrl, table, holder);
    }

    /** Waits until a service is there. */
    void awaitSomebody() {
        Await.until("a statement that writes " + table, () -> {
            try (Connection connection = DriverManager.getConnection(jdbcUrl);
                    Statement sql = connection.createStatement();
                    var rows = sql.executeQuery(WAITING.formatted("1"))) {
                return rows.next();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** After the kill: what waits is rolled back, as with any connection whose other end is gone, and the point is no more. */
    void abandon() throws SQLException {
        try (Statement sql = holder.createStatement()) {
            sql.execute(WAITING.formatted("pg_terminate_backend(pid, 10000)"));
            sql.execute("drop trigger pause on " + table);
        }
        holder.close();
    }
}
