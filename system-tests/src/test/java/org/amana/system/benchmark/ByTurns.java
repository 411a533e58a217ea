package org.amana.system.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Two pieces of work by turns in one thread, each turn measured by the thread's own processor time: what else the
 * machine does meanwhile slows both alike and is not counted. The ratio is the median over the turns.
 *
 * @param measuredPerSecond  of processor time
 * @param yardstickPerSecond of processor time
 * @param ratio              1 when the work costs as much as its yardstick, less when it costs more
 */
record ByTurns(double measuredPerSecond, double yardstickPerSecond, double ratio) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long WARM_UP_NANOS = 20_000_000_000L;
    private static final long TURN_NANOS = 200_000_000L;
    private static final int TURNS = 41;
    /** Takes every result, so that no work can be left out as useless. */
    private static final AtomicInteger SEEN = new AtomicInteger();

    /** Warms both up for 20 s each, then takes 41 turns of 0.2 s each. */
    static ByTurns compare(IntSupplier measured, IntSupplier yardstick) {
        for (long spent = 0; spent < WARM_UP_NANOS; spent += TURN_NANOS) {
            perSecond(measured);
            perSecond(yardstick);
        }
        double[] measuredRates = new double[TURNS];
        double[] yardstickRates = new double[TURNS];
        double[] ratios = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            measuredRates[turn] = perSecond(measured);
            yardstickRates[turn] = perSecond(yardstick);
            ratios[turn] = measuredRates[turn] / yardstickRates[turn];
        }
        return new ByTurns(median(measuredRates), median(yardstickRates), median(ratios));
    }

    private static double perSecond(IntSupplier work) {
        long from = THREADS.getCurrentThreadCpuTime();
        long now = from;
        int count = 0;
        int sum = 0;
        while (now - from < TURN_NANOS) {
            for (int i = 0; i < 20; i++) {
                sum += work.getAsInt();
            }
            count += 20;
            now = THREADS.getCurrentThreadCpuTime();
        }
        SEEN.addAndGet(sum);
        return count * 1e9 / (now - from);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** One line; true when the gate is reached. */
    boolean print(String name, double gate) {
        boolean reached = ratio >= gate;
        System.out.printf(Locale.ROOT, "%s: %.0f/s of CPU, yardstick %.0f/s, ratio %.3f (gate %.2f) %s%n", name,
                measuredPerSecond, yardstickPerSecond, ratio, gate, reached ? "reached" : "MISSED");
        return reached;
    }
}
