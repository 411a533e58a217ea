package org.amana.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One real PostgreSQL per JVM, started at first use; every caller gets a database of its own. */
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private TestPostgres() {}

    /** An empty database. */
    public static Database newDatabase() {
        return copy("template1");
    }

    /**
     * A copy of a database as it is now.
     *
     * @param original nobody is connected to it
     */
    public static Database copy(String original) {
        String name = "test" + DATABASES.incrementAndGet();
        EmbeddedPostgres postgres = server();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + original);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database did not start", e);
        }
        return new Database(postgres.getJdbcUrl("postgres", name), "postgres", "postgres");
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                // durability is not under test here; crash tests start their own server
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    /** How to reach a database. */
    public record Database(String url, String user, String password) {
        /** The Spring Boot properties that point a service here. */
        public java.util.Map<String, String> properties() {
            return java.util.Map.of("spring.datasource.url", url, "spring.datasource.username", user,
                    "spring.datasource.password", password, "spring.datasource.hikari.maximum-pool-size", "8",
                    "spring.datasource.hikari.minimum-idle", "1");
        }
    }
}
