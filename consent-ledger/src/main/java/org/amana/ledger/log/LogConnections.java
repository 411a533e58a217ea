package org.amana.ledger.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Three connections that the log alone uses: its writer's, its publisher's and the one that says who leads, so that no crowd of readers makes an entry or its signature wait. */
final class LogConnections implements AutoCloseable {
    private static final int CONNECTIONS = 3;
    /**
     * All that is asked here is found by an index. A plan made while a table was small would read it as a whole, and be
     * kept until the server's next statistics however fast the table grows.
     */
    private static final String BY_INDEX = "set enable_seqscan = off";
    /**
     * What is acknowledged must outlive a crash of the server, whatever its administrator set for the rest: a signature
     * of entries that the server then forgets stops the log for good. Stricter settings stay.
     */
    private static final String DURABLE = "select set_config('synchronous_commit', 'on', false)"
            + " where current_setting('synchronous_commit') = 'off'";
    private final HikariDataSource own;

    private LogConnections(HikariDataSource own) {
        this.own = own;
    }

    /** To the same database as the service's others. */
    static LogConnections beside(DataSource service) {
        var settings = new HikariConfig();
        try {
            service.unwrap(HikariDataSource.class).copyStateTo(settings);
        } catch (SQLException e) {
            throw new IllegalStateException("the service has no pool of connections", e);
        }
        settings.setPoolName(settings.getPoolName() + "-log");
        settings.setConnectionInitSql(BY_INDEX + ";" + DURABLE);
        settings.setMinimumIdle(CONNECTIONS);
        settings.setMaximumPoolSize(CONNECTIONS);
        return new LogConnections(new HikariDataSource(settings));
    }

    DataSource dataSource() {
        return own;
    }

    @Override
    public void close() {
        own.close();
    }
}
