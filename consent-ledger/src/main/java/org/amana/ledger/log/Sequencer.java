package org.amana.ledger.log;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The one place where the order of entries is made. Submissions wait in line while the batch before
 * them is committed; then all that wait go into the next one. No timer: batches grow with the load.
 */
public final class Sequencer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
    private final LogWriter writer;
    private final CheckpointPublisher publisher;
    private final LogProperties properties;
    private final WaitingLine line;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Thread publishing;

    Sequencer(LogWriter writer, CheckpointPublisher publisher, LogProperties properties) {
        this.writer = writer;
        this.publisher = publisher;
        this.properties = properties;
        this.line = new WaitingLine(properties.queueCapacity());
    }

    /**
     * Appends, and returns when the entry is durable and in a signed tree.
     *
     * @throws ProblemException {@link LogProblem}, or whatever the participant refuses with
     */
    public Appended append(Submission submission) {
        CompletableFuture<Appended> promise = line.join(submission);
        try {
            return promise.get(properties.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw new ProblemException(problem.problem(), problem);
            }
            throw new IllegalStateException("the sequencer failed", e.getCause());
        } catch (TimeoutException e) {
            throw new ProblemException(new LogProblem.Unavailable("the entry is not durable yet"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new LogProblem.Unavailable("the ledger is stopping"), e);
        }
    }

    private void run() {
        try {
            for (List<WaitingLine.Waiting> batch = line.take(properties.maxBatch()); !batch.isEmpty(); batch = line
                    .take(properties.maxBatch())) {
                write(batch);
            }
            publisher.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<WaitingLine.Waiting> batch) throws InterruptedException {
        try {
            publisher.halt().ifPresent(halt -> {
                throw halt;
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
            fail(batch, promise -> promise.completeExceptionally(e));
        } catch (RuntimeException e) {
            LOG.error("a batch of {} failed", batch.size(), e);
            fail(batch, promise -> promise.completeExceptionally(e));
        }
    }

    private static void fail(List<WaitingLine.Waiting> batch, Consumer<CompletableFuture<Appended>> how) {
        batch.forEach(waiting -> how.accept(waiting.promise()));
    }

    /** Class 08, or the server shutting down; a transient failure to get a connection has no state. */
    private static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    @Override
    public void start() {
        try {
            publisher.open(writer.open());
        } catch (SQLException e) {
            throw new IllegalStateException("the log cannot be opened", e);
        }
        publishing = Thread.ofPlatform().name("ledger-publisher").daemon().start(publisher::run);
        thread = Thread.ofPlatform().name("ledger-sequencer").daemon().start(this::run);
    }

    @Override
    public void stop() {
        line.close();
        join(thread);
        join(publishing);
        thread = null;
    }

    private void join(@Nullable Thread running) {
        if (running == null) {
            return;
        }
        try {
            running.join(properties.answerTimeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before the web server starts, after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
