package org.amana.ledger.fault;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.amana.ledger.Caller;
import org.amana.ledger.LedgerApplication;
import org.amana.support.TestPostgres;
import org.amana.support.TestServices;
import org.amana.support.launch.ServiceLauncher;
import org.awaitility.Awaitility;

/** A whole ledger in a process of its own over a PostgreSQL of its own, either of which can be killed. */
final class LedgerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private final Path folder;
    private final Map<String, String> settings = new TreeMap<>(TestServices.settings());
    private final int databasePort = TestServices.freePort();
    private final Blow blow;
    private EmbeddedPostgres database;
    private Process process;

    LedgerProcess(Path folder) throws IOException, SQLException {
        this.folder = folder;
        this.blow = new Blow(folder.resolve("blow"));
        this.database = openDatabase();
        TestPostgres.prepare(database, "postgres");
        settings.put("spring.datasource.url", TestPostgres.url(database, "postgres"));
        settings.put("spring.datasource.driver-class-name", PointDriver.class.getName());
        settings.put("spring.datasource.hikari.connection-timeout", "1000");
        settings.put("spring.datasource.hikari.validation-timeout", "500");
        settings.put("amana.ledger.leader-lease", "1s");
        settings.put("amana.ledger.register-import", "always");
        this.process = launch();
    }

    /** What the process runs: the ledger as it is, with the watched driver among its settings. */
    public static void main(String[] arguments) {
        ServiceLauncher.of(LedgerApplication.class, "consent-ledger").run(arguments);
    }

    private EmbeddedPostgres openDatabase() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("pg"))
                .setCleanDataDirectory(false)
                .setPort(databasePort)
                .setPGStartupWait(PATIENCE)
                .start();
    }

    private Process launch() throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "-D" + Blow.PROPERTY + "=" + blow.file(), "-cp", System.getProperty("java.class.path"),
                LedgerProcess.class.getName()));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        Process started = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> !started.isAlive() || isReady());
        } catch (RuntimeException e) {
            started.destroyForcibly();
            throw new IllegalStateException("the ledger was not ready in time:\n" + output(), e);
        }
        if (!started.isAlive()) {
            throw new IllegalStateException("the ledger did not start:\n" + Files.readString(output()));
        }
        return started;
    }

    private boolean isReady() {
        try {
            return Caller.anonymous("GET", address() + "/actuator/health/readiness", "").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    URI address() {
        return URI.create(settings.get("amana.base-url"));
    }

    Caller caller(String name, org.amana.support.peer.ServiceRole... roles) {
        return Caller.listed(name, address().toString(), Path.of(settings.get("amana.trust.dir")), roles);
    }

    /** The log's public keys. */
    Path key() {
        return Path.of(settings.get("amana.data")).resolve("keys/log.vkey");
    }

    private Path output() {
        return folder.resolve("ledger.log");
    }

    /** As a superuser. */
    Connection superuser() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + databasePort
                + "/postgres?user=postgres&currentSchema=ledger");
    }

    /** Has the ledger die, or its database, as soon as it comes to that point. */
    void arm(Point point, boolean jvm) {
        if (jvm) {
            blow.armForTheJvm(point);
        } else {
            blow.armForTheDatabase(point, folder.resolve("pg/postmaster.pid"));
        }
    }

    /** Waits until the armed blow has struck, and starts again what died. */
    void recover(Point point, boolean jvm) throws IOException, InterruptedException {
        Awaitility.await(point + " is reached").atMost(PATIENCE).until(blow::isStruck);
        if (jvm) {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != Blow.HALTED) {
                throw new AssertionError("the ledger did not die at " + point);
            }
            process = launch();
        } else {
            closeDatabase();
            database = openDatabase();
        }
    }

    private void closeDatabase() {
        try {
            database.close();
        } catch (IOException e) {
            // it was killed, and cannot be stopped as it should
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        closeDatabase();
    }
}
