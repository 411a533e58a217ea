package org.amana.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Two processes of the consent-ledger over one PostgreSQL, each with a data folder of its own, the second's keys a copy
 * of the first's, under one public address: number 0 leads at first, number 1 follows.
 */
public final class TwoLedgers implements AutoCloseable {

    private static final int COUNT = 2;
    private static final String ROLE = "amana_ledger";
    private static final String OWNER = "amana_ledger_owner";
    private static final String PASSWORD = "ledger";

    private final Path folder;
    private final int base;
    private final PostgresServer database;
    private final List<JavaProcess> processes = new ArrayList<>();

    private TwoLedgers(Path folder, int base, PostgresServer database) {
        this.folder = folder;
        this.base = base;
        this.database = database;
    }

    /** Starts the database below {@code folder}, the leader, and with a copy of its keys the follower. */
    public static TwoLedgers start(Path folder) throws IOException, SQLException {
        TwoLedgers ledgers = new TwoLedgers(folder, FreePorts.run(COUNT, new SecureRandom()),
                PostgresServer.start(folder));
        try {
            ledgers.createSchema();
            ledgers.launch(0);
            ledgers.copyKeys();
            ledgers.launch(1);
        } catch (IOException | SQLException | RuntimeException e) {
            ledgers.close();
            throw e;
        }
        return ledgers;
    }

    private void createSchema() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String role : List.of(ROLE, OWNER)) {
                statement.execute("create role " + role + " login password '" + PASSWORD + "'");
            }
            statement.execute("create schema ledger authorization " + OWNER);
        }
    }

    private void copyKeys() throws IOException {
        Path copy = Files.createDirectories(data(1).resolve("keys"));
        try (var keys = Files.list(data(0).resolve("keys"))) {
            for (Path key : keys.toList()) {
                Files.copy(key, copy.resolve(key.getFileName()));
            }
        }
    }

    private void launch(int number) throws IOException {
        Path output = Files.createFile(folder.resolve("ledger" + number + ".log"));
        processes.add(new JavaProcess("consent-ledger " + number, JavaCommand.of(FourServices.jar("consent-ledger")),
                List.of(), environment(number), output));
        awaitReady(number);
    }

    private void awaitReady(int number) {
        processes.get(number).awaitReady(URI.create(address(number) + "/actuator/health/readiness"));
    }

    private Map<String, String> environment(int number) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_PORT", String.valueOf(address(number).getPort()));
        environment.put("SERVER_ADDRESS", "localhost");
        environment.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:" + database.port() + "/postgres");
        environment.put("SPRING_DATASOURCE_USERNAME", ROLE);
        environment.put("SPRING_DATASOURCE_PASSWORD", PASSWORD);
        environment.put("SPRING_FLYWAY_USER", OWNER);
        environment.put("SPRING_FLYWAY_PASSWORD", PASSWORD);
        environment.put("AMANA_BASEURL", publicAddress().toString());
        environment.put("AMANA_DATA", data(number).toString());
        environment.put("AMANA_TRUST_DIR", trust().toString());
        environment.put("AMANA_TRUST_DEVELOPMENTCA", "true");
        environment.put("AMANA_FIRSTLOGIN", folder.resolve("first-login" + number + ".txt").toString());
        environment.put("AMANA_OUTBOUND_LOOPBACKHTTP", "true");
        return environment;
    }

    private Path data(int number) {
        return folder.resolve("ledger" + number);
    }

    /** Where services are listed that may call either. */
    public Path trust() {
        return folder.resolve("trust");
    }

    /** Public keys of the log, the same for both. */
    public Path ledgerKey() {
        return data(0).resolve("keys/log.vkey");
    }

    /** What both are known by, and tokens name. */
    public URI publicAddress() {
        return address(0);
    }

    /** Where one of them is reached. */
    public URI address(int number) {
        return URI.create("http://localhost:" + (base + number));
    }

    /** SIGSTOP: its connections stay open, and nothing is heard of it any more. */
    public void freeze(int number) {
        signal("-STOP", number);
    }

    /** SIGCONT: what was begun goes on as if no time had passed. */
    public void thaw(int number) {
        signal("-CONT", number);
    }

    /** SIGKILL: no shutdown hook runs. */
    public void kill(int number) {
        processes.get(number).kill();
    }

    /** Starts one that was killed, over the same data. */
    public void restart(int number) {
        processes.get(number).restart();
        awaitReady(number);
    }

    private void signal(String signal, int number) {
        String pid = Long.toString(processes.get(number).handle().pid());
        try {
            Process kill = new ProcessBuilder("kill", signal, pid).inheritIO().start();
            if (!kill.waitFor(1, TimeUnit.MINUTES) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill " + signal + " " + pid + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that one wrote to its log. */
    public String log(int number) {
        return processes.get(number).log();
    }

    @Override
    public void close() {
        for (int number = 0; number < processes.size(); number++) {
            if (processes.get(number).handle().isAlive()) {
                thaw(number);
            }
            processes.get(number).stop();
        }
        database.close();
    }
}
