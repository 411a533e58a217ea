package org.amana.node.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.support.launch.ServiceModule;

/**
 * A PostgreSQL that lives in the data folder, stops with the node and is started again when it ends by itself. The
 * superuser's password is made at first start and lies in a 0600 file; each service has a role and a schema of its own
 * and cannot read another's; the ledger's tables belong to a role of their own. Passwords of the roles are made anew at every start of the node and nowhere written down.
 */
public final class NodeDatabase implements AutoCloseable {
    static final String NAME = "amana";
    private final DatabaseWatch watch;
    private final Map<String, String> passwords = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    private NodeDatabase(DatabaseWatch watch) {
        this.watch = watch;
    }

    private EmbeddedPostgres server() {
        return watch.server();
    }

    /**
     * Starts the server on a free loopback port; the files are made when missing.
     *
     * @param data the node's folder, whose lock the caller holds
     * @param givenUp runs when the server ended by itself and could not be started again
     */
    public static NodeDatabase start(Path data, Runnable givenUp) throws IOException, SQLException {
        Path files = data.resolve("postgres");
        OwnerOnlyFiles.createFolder(files);
        OwnerOnlyFiles.createFolder(data.resolve("log"));
        Orphan.stop(files);
        Path passwordFile = data.resolve("postgres.password");
        if (!Files.exists(passwordFile)) {
            OwnerOnlyFiles.write(passwordFile, randomPassword(new SecureRandom()).getBytes(StandardCharsets.US_ASCII));
        }
        String password = Files.readString(passwordFile).strip();
        NodeDatabase database = new NodeDatabase(DatabaseWatch.start(new ServerProgram(data, password), givenUp));
        try {
            database.prepare();
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
        OwnerOnlyFiles.write(data.resolve("postgres.url"),
                (database.server().getJdbcUrl("postgres", NAME) + "&password="
                        + password + "\n").getBytes(StandardCharsets.US_ASCII));
        return database;
    }

    /** The Spring Boot settings that point a service to its own role and schema. */
    public Map<String, String> settings(ServiceModule service) {
        var settings = new HashMap<String, String>();
        settings.put("spring.datasource.url", "jdbc:postgresql://localhost:" + server().getPort() + "/" + NAME);
        settings.put("spring.datasource.username", role(service));
        settings.put("spring.datasource.password", password(role(service)));
        if (!owner(service).equals(role(service))) {
            settings.put("spring.flyway.user", owner(service));
            settings.put("spring.flyway.password", password(owner(service)));
        }
        return settings;
    }

    private String password(String role) {
        return passwords.getOrDefault(role, "");
    }

    private void prepare() throws SQLException {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (ResultSet found = statement
                    .executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("create database " + NAME + " encoding 'UTF8'");
            }
        }
        try (Connection connection = server().getDatabase("postgres", NAME).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("revoke all on schema public from public");
            for (ServiceModule service : ServiceModule.values()) {
                prepare(statement, service);
            }
        }
    }

    /** Names are our own words and the password is hexadecimal, so nothing here needs quoting. */
    private void prepare(Statement statement, ServiceModule service) throws SQLException {
        String role = role(service);
        String owner = owner(service);
        prepare(statement, role);
        if (!owner.equals(role)) {
            prepare(statement, owner);
            statement.execute("reassign owned by " + role + " to " + owner);
        }
        statement.execute("create schema if not exists " + service.schema() + " authorization " + owner);
    }

    private void prepare(Statement statement, String role) throws SQLException {
        boolean exists;
        try (ResultSet found = statement.executeQuery("select 1 from pg_roles where rolname = '" + role + "'")) {
            exists = found.next();
        }
        String password = randomPassword(random);
        statement.execute((exists ? "alter" : "create") + " role " + role + " login password '" + password + "'");
        passwords.put(role, password);
    }

    /** Whom the tables belong to: what is logged must not be the ledger's own to change. */
    private static String owner(ServiceModule service) {
        return service == ServiceModule.LEDGER ? role(service) + "_owner" : role(service);
    }

    private static String role(ServiceModule service) {
        return "amana_" + service.schema();
    }

    private static String randomPassword(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() throws IOException {
        watch.close();
    }
}
