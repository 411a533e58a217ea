package org.amana.ledger.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.amana.core.problem.ProblemException;

/** Submissions that wait for the next batch, in two lanes: withdrawals go before everything else. */
final class WaitingLine {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Queue<Waiting> urgent = new ArrayDeque<>();
    private final Queue<Waiting> ordinary = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    /** A submission and the promise of its outcome. */
    record Waiting(Submission submission, CompletableFuture<Appended> promise) {}

    WaitingLine(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Joins the line.
     *
     * @throws ProblemException {@link LogProblem.Full} for an ordinary submission, {@link LogProblem.Unavailable} when closed
     */
    CompletableFuture<Appended> join(Submission submission) {
        var waiting = new Waiting(submission, new CompletableFuture<>());
        lock.lock();
        try {
            if (closed) {
                throw new ProblemException(new LogProblem.Unavailable("the ledger is stopping"));
            }
            if (!submission.isUrgent() && ordinary.size() >= capacity) {
                throw new ProblemException(new LogProblem.Full());
            }
            (submission.isUrgent() ? urgent : ordinary).add(waiting);
            filled.signal();
            return waiting.promise();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for company, then takes up to {@code max}; empty only when closed and nothing waits. */
    List<Waiting> take(int max) throws InterruptedException {
        lock.lock();
        try {
            while (urgent.isEmpty() && ordinary.isEmpty() && !closed) {
                filled.await();
            }
            var batch = new ArrayList<Waiting>();
            drain(urgent, batch, max);
            drain(ordinary, batch, max);
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

    /** Lets nobody join any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
