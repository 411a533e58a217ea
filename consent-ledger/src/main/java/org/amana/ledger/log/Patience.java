package org.amana.ledger.log;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Sends away whoever has waited too long for an entry. All wait equally long, so they give up in the order in which they
 * came: one thread that looks at the first few times a second costs less than a timer for each.
 */
final class Patience {
    private static final long LOOK_EVERY_MILLIS = 50;
    private final long nanos;
    private final Queue<Waiting> inOrder = new ConcurrentLinkedQueue<>();
    private @Nullable Thread thread;

    private record Waiting(CompletableFuture<Appended> promise, long until) {
        boolean isOver(long now) {
            return promise.isDone() || until - now <= 0;
        }
    }

    Patience(Duration length) {
        this.nanos = length.toNanos();
    }

    /** From now on the promise is kept in time or refused with {@link LogProblem.Unavailable}. */
    CompletableFuture<Appended> with(CompletableFuture<Appended> promise) {
        inOrder.add(new Waiting(promise, System.nanoTime() + nanos));
        return promise;
    }

    void start() {
        thread = Thread.ofPlatform().name("ledger-patience").daemon().start(this::run);
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                look(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(long now) {
        for (Waiting first = inOrder.peek(); first != null && first.isOver(now); first = inOrder.peek()) {
            inOrder.remove();
            if (!first.promise().isDone()) {
                first.promise()
                        .completeExceptionally(new ProblemException(
                                new LogProblem.Unavailable("the entry is not durable yet")));
            }
        }
    }
}
