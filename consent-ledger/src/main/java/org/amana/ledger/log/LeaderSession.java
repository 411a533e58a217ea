package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The session whose advisory lock says who leads. Whoever holds it must be heard from: the server itself ends a
 * session that was silent for the lease, and with it the lock, so no clock but the database's decides. The lock only
 * spares effort; what keeps two leaders apart is {@link AppendedRows}. Used by one thread at a time.
 */
final class LeaderSession {
    private final DataSource dataSource;
    private final Duration lease;
    private @Nullable Connection connection;

    LeaderSession(DataSource dataSource, Duration lease) {
        this.dataSource = dataSource;
        this.lease = lease;
    }

    /** True when this process may lead: it holds the lock, or nobody did. */
    boolean tryLock() throws SQLException {
        try (Statement sql = connection().createStatement();
                // the table's own number, so that logs in two schemas of one database do not meet
                ResultSet row = sql.executeQuery("select pg_try_advisory_lock('head'::regclass::oid::bigint)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Lets the server hear from this process. */
    void beat() throws SQLException {
        try (Statement sql = connection().createStatement()) {
            sql.execute("select 1");
        }
    }

    /** The session, for reading; opened when there is none. */
    Connection connection() throws SQLException {
        Connection open = connection;
        if (open != null) {
            return open;
        }
        Connection fresh = dataSource.getConnection();
        connection = fresh;
        fresh.setNetworkTimeout(Runnable::run, Math.toIntExact(lease.toMillis()));
        try (PreparedStatement set = fresh.prepareStatement("select set_config('idle_session_timeout', ?, false)")) {
            set.setString(1, Long.toString(lease.toMillis()));
            set.execute();
        }
        return fresh;
    }

    /** Gives the lock and the session back. */
    void close() {
        Connection open = connection;
        connection = null;
        if (open == null) {
            return;
        }
        try (open) {
            try (Statement sql = open.createStatement()) {
                sql.execute("select pg_advisory_unlock_all()");
                sql.execute("reset idle_session_timeout");
            } catch (SQLException e) {
                // it is gone or in doubt, and must not go back into a pool with the lock in it
                open.abort(Runnable::run);
            }
        } catch (SQLException e) {
            // it was gone already
        }
    }
}
