package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The PostgreSQL in a node's data folder, stopped and started as its administrator would, with {@code pg_ctl}. */
final class DatabaseServer {

    private final Path files;
    private final Path control;

    DatabaseServer(Path data) {
        this.files = data.resolve("postgres");
        this.control = Path.of(ProcessHandle.of(pid()).flatMap(server -> server.info().command()).orElseThrow())
                .resolveSibling("pg_ctl");
    }

    /** First line of the file (PostgreSQL documentation, "Database File Layout"). */
    long pid() {
        try {
            return Long.parseLong(Files.readAllLines(files.resolve("postmaster.pid")).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** A fast shutdown: connections are cut off. Returns when the server has ended. */
    void stop() {
        control("stop", "--mode=fast");
    }

    /** On the same port, with the options of before. Returns when it takes connections. */
    void start() {
        control("restart");
    }

    /** SIGSTOP to the server and every process of it: connections stay open and nothing answers any more. */
    void freeze() {
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        // first the one that could start others
        signal("-STOP", Stream.of(server));
        signal("-STOP", server.descendants());
    }

    /** SIGCONT: what was begun goes on as if no time had passed. */
    void thaw() {
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        signal("-CONT", Stream.concat(server.descendants(), Stream.of(server)));
    }

    private static void signal(String signal, Stream<ProcessHandle> processes) {
        List<String> line = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> line.add(Long.toString(process.pid())));
        run(line);
    }

    private void control(String... command) {
        List<String> line = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; the node starts it in a user namespace too
            line.addAll(List.of("unshare", "--user"));
        }
        line.add(control.toString());
        line.addAll(List.of(command));
        line.addAll(List.of("--wait", "--pgdata=" + files));
        run(line);
    }

    private static void run(List<String> line) {
        try {
            Process process = new ProcessBuilder(line).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(line.toString()).isTrue();
            assertThat(process.exitValue()).as(line.toString()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
