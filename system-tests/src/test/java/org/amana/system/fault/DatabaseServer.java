package org.amana.system.fault;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.amana.system.deployment.Await;

/** The PostgreSQL in a node's data folder, as the system's administrator sees it. */
final class DatabaseServer {

    private final Path data;

    DatabaseServer(Path data) {
        this.data = data;
    }

    /** First line: process id; fourth: port (PostgreSQL documentation, "Database File Layout"). */
    private List<String> pidFile() {
        try {
            return Files.readAllLines(data.resolve("postgres/postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return Long.parseLong(pidFile().getFirst().strip());
    }

    private int port() {
        return Integer.parseInt(pidFile().get(3).strip());
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** A fast shutdown: connections are cut off. */
    Stopped stop() {
        Stopped stopped = new Stopped(data, port());
        Optional<ProcessHandle> server = ProcessHandle.of(pid());
        try {
            int sent = new ProcessBuilder("kill", "-INT", Long.toString(server.orElseThrow().pid())).start().waitFor();
            if (sent != 0) {
                throw new IllegalStateException("kill ended with " + sent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Await.until("PostgreSQL stops", () -> !server.orElseThrow().isAlive());
        return stopped;
    }

    /** A server that was stopped and can be started again where the services expect it. */
    record Stopped(Path data, int port) {

        EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setDataDirectory(data.resolve("postgres"))
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .setServerConfig("unix_socket_directories", "")
                        .setServerConfig("max_connections", "120")
                        .setConnectConfig("password", Files.readString(data.resolve("postgres.password")).strip())
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
