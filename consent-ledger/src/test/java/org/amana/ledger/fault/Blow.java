package org.amana.ledger.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to die where: a file that the test writes and the ledger under test strikes by, once.
 *
 * <pre>
 * AFTER_COMMIT JVM
 * IN_COPY /tmp/postgres/postmaster.pid
 * </pre>
 */
record Blow(Path file) {
    /** System property of the ledger under test. */
    static final String PROPERTY = "amana.test.blow";
    /** As after {@code kill -9}: no shutdown hook, no finally. */
    static final int HALTED = 137;
    private static final String JVM = "JVM";

    static Optional<Blow> ofThisProcess() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(file -> new Blow(Path.of(file)));
    }

    void armForTheJvm(Point point) {
        arm(point + " " + JVM);
    }

    /** @param pidFile first line: process id of the database server */
    void armForTheDatabase(Point point, Path pidFile) {
        arm(point + " " + pidFile);
    }

    private void arm(String words) {
        try {
            Files.deleteIfExists(struck());
            Path ready = file.resolveSibling("blow.new");
            Files.writeString(ready, words);
            Files.move(ready, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True once the point was reached. */
    boolean isStruck() {
        return Files.exists(struck());
    }

    private Path struck() {
        return file.resolveSibling("blow.struck");
    }

    /** Called at every point; does nothing unless this one is armed. */
    void at(Point point) {
        try {
            String[] words = Files.readString(file).split(" ", 2);
            if (!words[0].equals(point.name())) {
                return;
            }
            Files.move(file, struck());
            if (words[1].equals(JVM)) {
                Runtime.getRuntime().halt(HALTED);
            }
            killDatabase(Path.of(words[1]));
        } catch (NoSuchFileException e) {
            // not armed, or another thread was first
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Few entries are not copied: while that point is armed, a small batch takes so long that many wait for the next. */
    void letOthersCome(Point point) {
        try {
            if (Files.readString(file).startsWith(point.name())) {
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000);
            }
        } catch (IOException e) {
            // not armed
        }
    }

    /** SIGKILL to the server and every process of it: nothing is flushed, nobody says goodbye. */
    private static void killDatabase(Path pidFile) throws IOException {
        ProcessHandle server = ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .orElseThrow();
        // first the one that would start others
        Stream.concat(Stream.of(server), server.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
    }
}
