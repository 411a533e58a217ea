package org.amana.node.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.key.OwnerOnlyFiles;

/**
 * How the node starts its PostgreSQL.
 *
 * @param data the node's folder
 * @param password of the superuser
 */
record ServerProgram(Path data, String password) {
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);

    Path files() {
        return data.resolve("postgres");
    }

    /** PostgreSQL documentation, "Database File Layout"; a server that is stopped in order removes it. */
    Path pidFile() {
        return files().resolve("postmaster.pid");
    }

    /** The running server, if one runs. */
    Optional<ProcessHandle> process() {
        try (Stream<String> lines = Files.lines(pidFile())) {
            return lines.findFirst().map(String::strip).map(Long::parseLong).flatMap(ProcessHandle::of);
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    Path log() {
        return data.resolve("log").resolve("postgres.log");
    }

    /** Starts on a free port and returns when connections are taken. */
    EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(files())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(programs(data).toFile())
                .setPGStartupWait(START_PATIENCE)
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                // options of initdb: no moment in which the server lets anyone in without a password
                .setLocaleConfig("pwfile", data.resolve("postgres.password").toString())
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
    }

    @Override
    public String toString() {
        return "ServerProgram[" + data + "]";
    }

    /** Where the server's programs are unpacked: once per user, or beside the data when there is no home. */
    private static Path programs(Path data) {
        Path home = Path.of(System.getProperty("user.home", ""));
        Path folder = Files.isWritable(home) ? home.resolve(".cache").resolve("amana") : data.resolve("programs");
        OwnerOnlyFiles.createFolder(folder);
        return folder;
    }
}
