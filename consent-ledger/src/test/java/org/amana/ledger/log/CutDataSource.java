package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The way of one process to its database, which a test can cut: as when the process dies or the network breaks. */
final class CutDataSource extends DelegatingDataSource {
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    CutDataSource(DataSource database) {
        super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (cut) {
            throw new SQLException("no way to the database", "08001");
        }
        Connection connection = super.getConnection();
        open.removeIf(CutDataSource::isClosed);
        open.add(connection);
        if (cut) {
            connection.abort(Runnable::run);
        }
        return connection;
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Breaks off every connection, and gives no more. */
    void cut() {
        cut = true;
        for (Connection connection : open) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    void mend() {
        cut = false;
    }
}
