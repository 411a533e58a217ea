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
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.support.launch.ServiceModule;

/**
 * A PostgreSQL that lives in the data folder and stops with the node. The superuser's password is made at first start
 * and lies in a 0600 file; each service has a role and a schema of its own and cannot read another's. Passwords of the
 * roles are made anew at every start and are nowhere written down.
 */
public final class NodeDatabase implements AutoCloseable {
    private static final String NAME = "amana";
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private final EmbeddedPostgres server;
    private final Map<ServiceModule, String> passwords = new EnumMap<>(ServiceModule.class);
    private final SecureRandom random = new SecureRandom();

    private NodeDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts the server on a free loopback port; the files are made when missing.
     *
     * @param data the node's folder, whose lock the caller holds
     */
    public static NodeDatabase start(Path data) throws IOException, SQLException {
        Path files = data.resolve("postgres");
        Path log = data.resolve("log").resolve("postgres.log");
        OwnerOnlyFiles.createFolder(files);
        OwnerOnlyFiles.createFolder(data.resolve("log"));
        Orphan.stop(files);
        Path passwordFile = data.resolve("postgres.password");
        if (!Files.exists(passwordFile)) {
            OwnerOnlyFiles.write(passwordFile, randomPassword(new SecureRandom()).getBytes(StandardCharsets.US_ASCII));
        }
        String password = Files.readString(passwordFile).strip();
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(files)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(programs(data).toFile())
                .setPGStartupWait(START_PATIENCE)
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                // options of initdb: no moment in which the server lets anyone in without a password
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", password)
                // the library turns both off for tests; here a commit that was acknowledged must outlive a crash
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "120")
                .setServerConfig("log_min_messages", "warning")
                // an error report that quotes the statement would quote what is in it
                .setServerConfig("log_min_error_statement", "panic")
                .setServerConfig("log_error_verbosity", "terse")
                .start();
        NodeDatabase database = new NodeDatabase(server);
        database.prepare();
        OwnerOnlyFiles.write(data.resolve("postgres.url"), (server.getJdbcUrl("postgres", NAME) + "&password="
                + password + "\n").getBytes(StandardCharsets.US_ASCII));
        return database;
    }

    /** The Spring Boot settings that point a service to its own role and schema. */
    public Map<String, String> settings(ServiceModule service) {
        return Map.of("spring.datasource.url", "jdbc:postgresql://localhost:" + server.getPort() + "/" + NAME,
                "spring.datasource.username", role(service), "spring.datasource.password",
                passwords.getOrDefault(service, ""));
    }

    private void prepare() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
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
        try (Connection connection = server.getDatabase("postgres", NAME).getConnection();
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
        boolean exists;
        try (ResultSet found = statement.executeQuery("select 1 from pg_roles where rolname = '" + role + "'")) {
            exists = found.next();
        }
        String password = randomPassword(random);
        statement.execute((exists ? "alter" : "create") + " role " + role + " login password '" + password + "'");
        statement.execute("create schema if not exists " + service.schema() + " authorization " + role);
        passwords.put(service, password);
    }

    private static String role(ServiceModule service) {
        return "amana_" + service.schema();
    }

    private static String randomPassword(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Where the server's programs are unpacked: once per user, or beside the data when there is no home. */
    private static Path programs(Path data) {
        Path home = Path.of(System.getProperty("user.home", ""));
        Path folder = Files.isWritable(home) ? home.resolve(".cache").resolve("amana") : data.resolve("programs");
        OwnerOnlyFiles.createFolder(folder);
        return folder;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
