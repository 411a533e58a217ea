package org.amana.system.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.ledger.log.MeasuredLog;

/**
 * The log under load, durable on a disk that is waited for, beside a queue that only stores (by turns, by the clock:
 * what a commit waits for is no processor time).
 *
 * <pre>
 * LedgerFigures [seconds of a turn, default 3] [turns, default 11] [entries of the large log, default 1000000]
 * </pre>
 */
final class LedgerFigures {

    private static final int[] CROWDS = {256, 512};

    private final Duration turn;
    private final int turns;
    private final AtomicLong numbers = new AtomicLong();
    private boolean reached = true;

    private LedgerFigures(int seconds, int turns) {
        this.turn = Duration.ofSeconds(seconds);
        this.turns = turns;
    }

    /** Prints one line for each figure; true when every gate is reached. */
    static boolean print(int seconds, int turns, int largeEntries) throws Exception {
        LedgerFigures figures = new LedgerFigures(seconds, turns);
        Path keys = Files.createTempDirectory("amana-ledger-figures");
        try (DurablePostgres server = DurablePostgres.start()) {
            figures.appends(server, keys.resolve("appends"));
            LedgerGrowth growth = new LedgerGrowth(server, keys, largeEntries);
            figures.reached &= growth.print(figures.turn, turns);
        }
        return figures.reached;
    }

    private void appends(DurablePostgres server, Path keys) throws Exception {
        HikariDataSource database = server.newDatabase("appends");
        MeasuredLog.createTables(database);
        HikariDataSource plain = server.newDatabase("plain");
        server.printSettings(plain);
        try (MeasuredLog log = MeasuredLog.open(database, keys); RawQueue raw = new RawQueue(plain)) {
            for (int i = 0; i < turns; i++) {
                Waiters.run(CROWDS[0], turn, numbers, log::append);
                Waiters.run(CROWDS[0], turn, numbers, raw::append);
            }
            for (int crowd : CROWDS) {
                crowd(crowd, log, raw);
            }
            one(log, raw);
            withdrawals(log);
        }
    }

    private void crowd(int waiters, MeasuredLog log, RawQueue raw) throws ExecutionException, InterruptedException {
        double[] rates = new double[turns];
        double[] rawRates = new double[turns];
        double[] ratios = new double[turns];
        for (int i = 0; i < turns; i++) {
            rates[i] = Waiters.run(waiters, turn, numbers, log::append).perSecond();
            rawRates[i] = Waiters.run(waiters, turn, numbers, raw::append).perSecond();
            ratios[i] = rates[i] / rawRates[i];
        }
        line("%d waiters: %.0f entries/s durable, integrated, signed twice; raw queue %.0f/s; ratio %.3f (gate 0.5)",
                median(ratios) >= 0.5, waiters, median(rates), median(rawRates), median(ratios));
    }

    private void one(MeasuredLog log, RawQueue raw) throws ExecutionException, InterruptedException {
        double[] medians = new double[turns];
        double[] rawMedians = new double[turns];
        double[] ratios = new double[turns];
        double worst = 0;
        double rawWorst = 0;
        for (int i = 0; i < turns; i++) {
            Waiters.Result own = Waiters.run(1, turn, numbers, log::append);
            Waiters.Result yardstick = Waiters.run(1, turn, numbers, raw::append);
            medians[i] = own.millis(0.5);
            rawMedians[i] = yardstick.millis(0.5);
            ratios[i] = medians[i] / rawMedians[i];
            worst = Math.max(worst, own.millis(0.99));
            rawWorst = Math.max(rawWorst, yardstick.millis(0.99));
        }
        line("one client: median %.2f ms (worst p99 of a turn %.2f), raw commit %.2f ms (%.2f); %.2fx (gate 2)",
                median(ratios) <= 2, median(medians), worst, median(rawMedians), rawWorst, median(ratios));
    }

    /** One person withdraws after the other, while as many others as the largest crowd append. */
    private void withdrawals(MeasuredLog log) throws ExecutionException, InterruptedException {
        double[] ratios = new double[turns];
        double[] withdrawn = new double[turns];
        double[] appended = new double[turns];
        for (int i = 0; i < turns; i++) {
            var crowd = CompletableFuture.supplyAsync(() -> {
                try {
                    return Waiters.run(CROWDS[CROWDS.length - 1], turn, numbers, log::append);
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            });
            withdrawn[i] = Waiters.run(1, turn, numbers, log::appendUrgently).millis(0.99);
            appended[i] = crowd.get().millis(0.99);
            ratios[i] = withdrawn[i] / appended[i];
        }
        line("withdrawal p99 under full load %.2f ms, append p99 %.2f ms; %.2fx (gate 1)", median(ratios) <= 1,
                median(withdrawn), median(appended), median(ratios));
    }

    private void line(String format, boolean gate, Object... values) {
        System.out.printf(Locale.ROOT, format + (gate ? " reached%n" : " MISSED%n"), values);
        reached &= gate;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
