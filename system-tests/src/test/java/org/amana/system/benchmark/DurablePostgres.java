package org.amana.system.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that waits for the disk at each commit, as in production; the embedded one does not by itself. */
final class DurablePostgres implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final EmbeddedPostgres server;
    private final List<HikariDataSource> pools = new ArrayList<>();

    private DurablePostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static DurablePostgres start() throws IOException {
        return new DurablePostgres(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start());
    }

    /** A database of its own, with connections to its schema {@code ledger}. */
    HikariDataSource newDatabase(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.getJdbcUrl("postgres", name));
        config.setUsername("postgres");
        config.setSchema("ledger");
        config.setMaximumPoolSize(CONNECTIONS);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    /** Says what a commit waits for here. */
    void printSettings(HikariDataSource database) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            for (String name : List.of("server_version", "fsync", "synchronous_commit", "full_page_writes",
                    "wal_sync_method")) {
                try (var row = statement.executeQuery("show " + name)) {
                    row.next();
                    System.out.print(name + " " + row.getString(1) + "; ");
                }
            }
            statement.execute("create table public.flush_probe (n int)");
            long[] nanos = new long[100];
            for (int i = 0; i < nanos.length; i++) {
                long from = System.nanoTime();
                statement.execute("insert into public.flush_probe values (1)");
                nanos[i] = System.nanoTime() - from;
            }
            System.out.printf(Locale.ROOT, "a commit of one row: %.2f ms%n",
                    new Waiters.Result(TimeUnit.SECONDS.toNanos(1), nanos).millis(0.5));
        }
    }

    @Override
    public void close() throws IOException {
        pools.forEach(HikariDataSource::close);
        server.close();
    }
}
