package org.amana.system.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Callers in this process who each wait for one entry after the other, as many at a time as there are callers. */
final class Waiters {

    private Waiters() {}

    /** What they saw, by the clock. */
    static final class Result {

        private final long wallNanos;
        private final long[] waits;

        /**
         * @param wallNanos how long they went on
         * @param waits     nanoseconds each entry took
         */
        Result(long wallNanos, long[] waits) {
            this.wallNanos = wallNanos;
            this.waits = waits.clone();
            Arrays.sort(this.waits);
        }

        double perSecond() {
            return waits.length * 1e9 / wallNanos;
        }

        /** Of the waits, such as 0.5 for the median. */
        double millis(double quantile) {
            return waits[(int) Math.min(waits.length - 1, Math.floor(waits.length * quantile))] / 1e6;
        }
    }

    /**
     * Lets them append for a time.
     *
     * @param numbers gives each entry its number
     */
    static Result run(int count, Duration time, AtomicLong numbers, LongConsumer append)
            throws InterruptedException, ExecutionException {
        long from = System.nanoTime();
        long end = from + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, count)
                    .mapToObj(_ -> threads.submit(() -> untilOver(end, numbers, append)))
                    .toList();
            LongStream.Builder waits = LongStream.builder();
            for (Future<long[]> one : running) {
                Arrays.stream(one.get()).forEach(waits);
            }
            return new Result(System.nanoTime() - from, waits.build().toArray());
        }
    }

    private static long[] untilOver(long end, AtomicLong numbers, LongConsumer append) {
        LongStream.Builder waits = LongStream.builder();
        for (long before = System.nanoTime(); before < end;) {
            append.accept(numbers.getAndIncrement());
            long after = System.nanoTime();
            waits.add(after - before);
            before = after;
        }
        return waits.build().toArray();
    }
}
