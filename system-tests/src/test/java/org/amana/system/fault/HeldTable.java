package org.amana.system.fault;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.amana.system.deployment.Await;

/** A table nobody else gets at, so that a step stands still at a known place. */
final class HeldTable implements AutoCloseable {

    private final String jdbcUrl;
    private final Connection holder;

    private HeldTable(String jdbcUrl, Connection holder) {
        this.jdbcUrl = jdbcUrl;
        this.holder = holder;
    }

    /** @param table such as {@code ledger.head} */
    static HeldTable hold(String jdbcUrl, String table) throws SQLException {
        Connection holder = DriverManager.getConnection(jdbcUrl);
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("lock table " + table + " in access exclusive mode");
        }
        return new HeldTable(jdbcUrl, holder);
    }

    void awaitSomebodyWaiting() {
        Await.until("a statement that waits for the table", this::isAwaited);
    }

    private boolean isAwaited() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet waiting = statement.executeQuery("select 1 from pg_locks where not granted")) {
            return waiting.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
