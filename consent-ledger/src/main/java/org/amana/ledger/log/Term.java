package org.amana.ledger.log;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time in which this process leads: one thread writes what waits, batch by batch, another signs and answers. */
final class Term {
    private static final Logger LOG = LoggerFactory.getLogger(Term.class);
    private final LogWriter writer;
    private final CheckpointPublisher publisher;
    private final WaitingLine line;
    private final int maxBatch;
    private final Thread writing;
    private final Thread publishing;
    private volatile boolean overtaken;
    private volatile @Nullable ProblemException halt;

    private Term(LogWriter writer, CheckpointPublisher publisher, WaitingLine line, int maxBatch) {
        this.writer = writer;
        this.publisher = publisher;
        this.line = line;
        this.maxBatch = maxBatch;
        this.writing = Thread.ofPlatform().name("ledger-sequencer").daemon().unstarted(this::run);
        this.publishing = Thread.ofPlatform().name("ledger-publisher").daemon().unstarted(publisher::run);
    }

    /**
     * Becomes the leader: whoever was it before fails at its next batch.
     *
     * @throws IllegalStateException what is stored does not continue what was signed
     */
    static Term begin(LogWriter writer, CheckpointPublisher publisher, Restoration restoration, WaitingLine line,
                      int maxBatch)
            throws SQLException {
        publisher.open(restoration.open(writer));
        restoration.done();
        var term = new Term(writer, publisher, line, maxBatch);
        line.open();
        term.publishing.start();
        term.writing.start();
        return term;
    }

    /** True when another process was found to lead, or the log must not go on. */
    boolean isOver() {
        return overtaken || halt().isPresent();
    }

    /** Why nothing may be appended or signed any more, if so. */
    Optional<ProblemException> halt() {
        return Optional.ofNullable(halt).or(publisher::halt);
    }

    /** Waits until what was taken from the line, which is paused or closed, is written, signed and answered. */
    boolean isEndedWithin(Duration patience) throws InterruptedException {
        return writing.join(patience) && publishing.join(patience);
    }

    private void run() {
        try {
            while (!isOver()) {
                List<WaitingLine.Waiting> batch = line.take(maxBatch);
                if (batch.isEmpty()) {
                    break;
                }
                write(batch);
            }
            publisher.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<WaitingLine.Waiting> batch) throws InterruptedException {
        try {
            halt().ifPresent(why -> {
                throw why;
            });
            publisher.submit(batch, writer.write(batch.stream().map(WaitingLine.Waiting::submission).toList()));
        } catch (SQLException e) {
            if (isConnectionLost(e) || batch.size() == 1) {
                LOG.warn("a batch of {} was not written: SQLSTATE {}", batch.size(), e.getSQLState());
                fail(batch, promise -> promise.completeExceptionally(LogWriter.unavailable(e)));
            } else {
                // one row the database refuses must not take the others with it
                for (WaitingLine.Waiting one : batch) {
                    write(List.of(one));
                }
            }
        } catch (ProblemException e) {
            switch (e.problem()) {
                case LogProblem.NotLeading _ -> overtaken = true;
                case LogProblem.NotContinued _ -> halt = e;
                default -> {
                    // this batch alone
                }
            }
            fail(batch, promise -> promise.completeExceptionally(e));
        } catch (RuntimeException e) {
            LOG.error("a batch of {} failed", batch.size(), e);
            fail(batch, promise -> promise.completeExceptionally(e));
        }
    }

    private static void fail(List<WaitingLine.Waiting> batch, Consumer<CompletableFuture<Appended>> how) {
        batch.forEach(waiting -> how.accept(waiting.promise()));
    }

    /** Class 08, or the server shutting down or ending a session; a transient failure to get a connection has no state. */
    private static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }
}
