package org.amana.ledger.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Submissions that wait for the next batch, in two lanes: withdrawals go before everything else, and do not wait for a
 * large batch to be written with them. Every other batch takes from both lanes, so that none stands still.
 */
final class WaitingLine {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Waiting> urgent = new ArrayDeque<>();
    private final Queue<Waiting> ordinary = new ArrayDeque<>();
    private final int capacity;
    private @Nullable ProblemException refusal;
    private boolean urgentWereAlone;
    private boolean paused;
    private boolean closed;

    /** A submission and the promise of its outcome. */
    record Waiting(Submission submission, CompletableFuture<Appended> promise) {}

    WaitingLine(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Joins the line.
     *
     * @throws ProblemException {@link LogProblem.Full} for an ordinary submission, {@link LogProblem.Unavailable} when
     *         closed, or why nobody may join now
     */
    CompletableFuture<Appended> join(Submission submission) {
        var waiting = new Waiting(submission, new CompletableFuture<>());
        lock.lock();
        try {
            if (closed) {
                throw new ProblemException(new LogProblem.Unavailable("the ledger is stopping"));
            }
            if (refusal != null) {
                throw new ProblemException(refusal.problem(), refusal);
            }
            if (!submission.isUrgent() && ordinary.size() >= capacity) {
                throw new ProblemException(new LogProblem.Full());
            }
            (submission.isUrgent() ? urgent : ordinary).add(waiting);
            changed.signal();
            return waiting.promise();
        } finally {
            lock.unlock();
        }
    }

    int count() {
        lock.lock();
        try {
            return urgent.size() + ordinary.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for company, then takes up to {@code max}; empty only when paused, or closed and nothing waits. */
    List<Waiting> take(int max) throws InterruptedException {
        lock.lock();
        try {
            while (!paused && !closed && urgent.isEmpty() && ordinary.isEmpty()) {
                changed.await();
            }
            var batch = new ArrayList<Waiting>();
            if (!paused) {
                drain(urgent, batch, max);
                urgentWereAlone = !batch.isEmpty() && !ordinary.isEmpty() && !urgentWereAlone;
                if (!urgentWereAlone) {
                    drain(ordinary, batch, max);
                }
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private static void drain(Queue<Waiting> from, List<Waiting> batch, int max) {
        while (batch.size() < max && !from.isEmpty()) {
            batch.add(from.remove());
        }
    }

    /** Lets submissions join and be taken. */
    void open() {
        set(null, false);
    }

    /** Hands nothing out; whoever waits or joins waits for what comes next. */
    void pause() {
        set(null, true);
    }

    /** Sends away whoever waits or joins. */
    void refuse(ProblemException why) {
        set(why, true);
        failWaiting(why);
    }

    private void set(@Nullable ProblemException why, boolean pause) {
        lock.lock();
        try {
            refusal = why;
            paused = pause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sends away whoever waits; others may still join. */
    void failWaiting(ProblemException why) {
        var all = new ArrayList<Waiting>();
        lock.lock();
        try {
            drain(urgent, all, Integer.MAX_VALUE);
            drain(ordinary, all, Integer.MAX_VALUE);
        } finally {
            lock.unlock();
        }
        all.forEach(waiting -> waiting.promise().completeExceptionally(why));
    }

    /** Lets nobody join any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
