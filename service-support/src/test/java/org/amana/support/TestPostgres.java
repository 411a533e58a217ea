package org.amana.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One real PostgreSQL per JVM, started at first use; every caller gets a database of its own. */
public final class TestPostgres {
    private static final String SERVICE_ROLE = "amana_service";
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
        return new Database(url(postgres, name), "postgres", "postgres");
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
                prepare(server, "template1");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("the test database did not start", e);
            }
        }
        return server;
    }

    /** Address of a database; it names no user, who would come before the one of the settings. */
    public static String url(EmbeddedPostgres server, String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    /** Makes the role services work with in tests; tables that others make in that database are open to it. */
    public static void prepare(EmbeddedPostgres server, String database) throws SQLException {
        try (Connection connection = server.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + SERVICE_ROLE + " login password '" + SERVICE_ROLE + "'");
            statement.execute("alter default privileges grant usage on schemas to " + SERVICE_ROLE);
            statement.execute("alter default privileges grant select, insert, update, delete on tables to "
                    + SERVICE_ROLE);
            statement.execute("alter default privileges grant usage on sequences to " + SERVICE_ROLE);
        }
    }

    /** How to reach a database. */
    public record Database(String url, String user, String password) {
        /** The Spring Boot properties that point a service here. */
        public Map<String, String> properties() {
            return Map.of("spring.datasource.url", url, "spring.datasource.username", SERVICE_ROLE,
                    "spring.datasource.password", SERVICE_ROLE, "spring.flyway.user", user, "spring.flyway.password",
                    password, "spring.datasource.hikari.maximum-pool-size", "8",
                    "spring.datasource.hikari.minimum-idle", "1");
        }
    }
}
