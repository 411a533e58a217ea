package org.amana.ledger.log;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.amana.core.problem.ProblemException;
import org.springframework.context.SmartLifecycle;

/**
 * The one place where the order of entries is made. Submissions wait in line while the batch before
 * them is committed; then all that wait go into the next one. No timer: batches grow with the load.
 * Of several processes over one database one leads and appends; the others follow it and take over when need be.
 */
public final class Sequencer implements SmartLifecycle {
    private final Patience patience;
    private final WaitingLine line;
    private final Leadership leadership;
    private final Queue<Runnable> forTheLeader = new ConcurrentLinkedQueue<>();
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    private record Change(Runnable begun, Runnable ended) {}

    Sequencer(DataSource dataSource, CheckpointPublisher publisher, LogFollower follower, Restoration restoration,
            LogProperties properties) {
        this.patience = new Patience(properties.answerTimeout());
        this.line = new WaitingLine(properties.queueCapacity());
        this.leadership = new Leadership(dataSource, publisher, follower, restoration, line, properties,
                new Leadership.Turn(this::begun, this::ended));
    }

    /**
     * Appends, and returns when the entry is durable and in a signed tree.
     *
     * @throws ProblemException {@link LogProblem}, or whatever the participant refuses with
     */
    public Appended append(Submission submission) {
        CompletableFuture<Appended> promise = patience.with(line.join(submission));
        try {
            return promise.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw new ProblemException(problem.problem(), problem);
            }
            throw new IllegalStateException("the sequencer failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new LogProblem.Unavailable("the ledger is stopping"), e);
        }
    }

    /** True while this process appends and signs. */
    public boolean isLeading() {
        return leadership.isLeading();
    }

    /** Who takes commands while this process follows, if it says where; empty while this one leads or must wait. */
    public Optional<Leader> leader() {
        return leadership.leader();
    }

    /** Count of submissions that wait for a batch. */
    int waitingCount() {
        return line.count();
    }

    /** Runs what only a leader can do: at once when this process leads, otherwise when it begins to, if ever. */
    public void whenLeading(Runnable task) {
        forTheLeader.add(task);
        if (isLeading() && forTheLeader.remove(task)) {
            task.run();
        }
    }

    /** Tells from now on when this process begins to lead, and when it no longer does; neither may wait. */
    void onLeading(Runnable begun, Runnable ended) {
        changes.add(new Change(begun, ended));
    }

    private void ended() {
        changes.forEach(change -> change.ended().run());
    }

    private void begun() {
        changes.forEach(change -> change.begun().run());
        for (Runnable task = forTheLeader.poll(); task != null; task = forTheLeader.poll()) {
            Thread.ofVirtual().name("ledger-leader-task").start(task);
        }
    }

    @Override
    public void start() {
        patience.start();
        leadership.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        leadership.stop();
        patience.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** What was stopped is not started again: a paused context would come back without a log. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /** Before the web server starts, after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
