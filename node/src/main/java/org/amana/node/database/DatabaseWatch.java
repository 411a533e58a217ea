package org.amana.node.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts PostgreSQL again when it ended by itself (killed, out of memory, crashed): the same files, the same port, so that
 * the services find it where it was. Whoever runs one command need not know that there is a database.
 */
final class DatabaseWatch implements AutoCloseable {
    /** Before each try: the processes a killed server leaves behind need a moment to notice. */
    static final List<Duration> PAUSES = List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(16), Duration.ofSeconds(30));
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private final ServerProgram program;
    private final List<Duration> pauses;
    private final Runnable givenUp;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final EmbeddedPostgres server;
    private final ServerControl control;

    private DatabaseWatch(ServerProgram program, List<Duration> pauses, Runnable givenUp, EmbeddedPostgres server,
            ServerControl control) {
        this.program = program;
        this.pauses = pauses;
        this.givenUp = givenUp;
        this.server = server;
        this.control = control;
    }

    /** @param givenUp runs when the server ended by itself and no try to start it again succeeded */
    static DatabaseWatch start(ServerProgram program, Runnable givenUp) throws IOException {
        return start(program, PAUSES, givenUp);
    }

    static DatabaseWatch start(ServerProgram program, List<Duration> pauses, Runnable givenUp) throws IOException {
        EmbeddedPostgres server = program.start();
        var watch = new DatabaseWatch(program, pauses, givenUp, server, ServerControl.of(program));
        Thread.ofPlatform().daemon().name("database-watch").start(watch::run);
        return watch;
    }

    EmbeddedPostgres server() {
        return server;
    }

    private void run() {
        try {
            boolean runs = true;
            while (runs) {
                program.process().ifPresent(process -> process.onExit().join());
                runs = !isClosing() && (Files.exists(program.pidFile()) ? isBack() : isStartedByHand());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever stops it in order has a reason, and starts it again. */
    private boolean isStartedByHand() throws InterruptedException {
        say("The database was stopped. The node waits until it is started again.");
        while (!Files.exists(program.pidFile())) {
            if (closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private boolean isBack() throws InterruptedException {
        say("The database ended by itself. It is started again.");
        for (Duration pause : pauses) {
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (restart()) {
                say("The database is back.");
                return true;
            }
        }
        if (isClosing()) {
            return false;
        }
        givenUp.run();
        return false;
    }

    /** With the options of before, {@code postmaster.opts}; a server that cannot run says so at once. */
    private boolean restart() throws InterruptedException {
        lock.lock();
        try {
            return !isClosing() && control.restart();
        } catch (IOException e) {
            LOG.warn("the database could not be started: {}", e.toString());
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private static void say(String sentence) {
        LOG.warn(sentence);
        System.err.println(sentence);
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        lock.lock();
        try {
            server.close();
        } finally {
            lock.unlock();
        }
    }
}
