package org.amana.node.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL that outlived its node, because the node was killed: it still holds the files. Whoever holds the lock of
 * the data folder may stop it.
 */
final class Orphan {
    private static final long PATIENCE_SECONDS = 20;

    private Orphan() {}

    /** Stops the server that runs on these files, if one does. */
    static void stop(Path files) throws IOException {
        Optional<ProcessHandle> server = find(files);
        if (server.isEmpty()) {
            return;
        }
        // interrupt is PostgreSQL's fast shutdown: it does not wait for clients that no longer exist
        new ProcessBuilder("kill", "-INT", Long.toString(server.get().pid())).start().onExit().join();
        if (!ended(server.get())) {
            List<ProcessHandle> children = server.get().children().toList();
            server.get().destroyForcibly();
            ended(server.get());
            for (ProcessHandle child : children) {
                ended(child);
            }
        }
    }

    private static Optional<ProcessHandle> find(Path files) throws IOException {
        Path pidFile = files.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String first = Files.readAllLines(pidFile).stream().findFirst().orElse("").strip();
        if (!first.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        // after a reboot the number may belong to somebody else
        return ProcessHandle.of(Long.parseLong(first)).filter(process -> isServerOf(process, files));
    }

    private static boolean isServerOf(ProcessHandle process, Path files) {
        String command = process.info().commandLine().orElse("");
        return command.contains("postgres") && command.contains(files.toString());
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
