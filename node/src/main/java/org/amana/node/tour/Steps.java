package org.amana.node.tour;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Prints one plain line per step and counts those that hold. */
final class Steps {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long PAUSE_NANOS = 100_000_000;
    private final Consumer<String> out;
    private int passed;

    Steps(Consumer<String> out) {
        this.out = out;
    }

    /** Runs a step; it holds when nothing is thrown. */
    void step(String sentence, Runnable act) {
        try {
            act.run();
        } catch (RuntimeException e) {
            out.accept("NOT SO: " + sentence);
            throw e instanceof TourStopped
                    ? e
                    : new TourStopped(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
        passed++;
        out.accept(passed + ". " + sentence);
    }

    /** Waits for an effect that comes by itself, such as the next publication of a status list. */
    static void await(String what, BooleanSupplier come) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!come.getAsBoolean()) {
            TourStopped.unless(System.nanoTime() < end, what + " did not come within " + PATIENCE.toSeconds() + " s");
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    int passed() {
        return passed;
    }
}
