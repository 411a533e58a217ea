package org.amana.system.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of this machine, such as Debian's in {@code /usr/lib/postgresql/15/bin}, with files of its own. */
final class InstalledPostgres implements PostgresServer {

    private final Path programs;
    private final Path files;
    private final Path log;
    private final int port;

    private InstalledPostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.files = folder.resolve("installed-postgres");
        this.log = folder.resolve("installed-postgres.log");
        this.port = port;
    }

    static InstalledPostgres start(Path programs, Path folder) throws IOException {
        var server = new InstalledPostgres(programs, folder, FreePorts.run(1, new SecureRandom()));
        server.run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync");
        server.run("pg_ctl", "start", "--wait", "--log=" + server.log,
                "--options=-p " + server.port + " -c listen_addresses=localhost -c unix_socket_directories=''"
                        + " -c fsync=off -c max_connections=120");
        return server;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            run("pg_ctl", "stop", "--wait", "--mode=immediate");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; in a user namespace it does not see that it is
            line.addAll(List.of("unshare", "--user"));
        }
        line.addAll(List.of(programs.resolve(program).toString(), "--pgdata=" + files));
        line.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile("postgres-", ".out");
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(line + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Files.delete(output);
        }
    }
}
