package org.amana.system.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.core.note.LogCheck;
import org.amana.core.note.LogVerdict;
import org.amana.ledger.log.MeasuredLog;

/** A log of a thousand entries beside one of a million: proofs and the whole check of the large one, and what growth costs. */
final class LedgerGrowth {

    private static final int SMALL = 1_000;
    private static final int WAITERS = 256;
    private static final int OPENS = 41;

    private final DurablePostgres server;
    private final HikariDataSource small;
    private final HikariDataSource large;
    private final Path folder;
    private final int largeEntries;
    private final AtomicLong numbers;

    LedgerGrowth(DurablePostgres server, Path folder, int largeEntries) throws SQLException {
        this.server = server;
        this.small = server.newDatabase("small");
        this.large = server.newDatabase("large");
        this.folder = folder;
        this.largeEntries = largeEntries;
        this.numbers = new AtomicLong(largeEntries);
        MeasuredLog.createTables(small);
        MeasuredLog.createTables(large);
        MeasuredLog.fill(small, 0, SMALL);
    }

    /** Prints one line for each figure; true when every gate is reached. */
    boolean print(Duration turn, int turns) throws SQLException, ExecutionException, InterruptedException {
        long from = System.nanoTime();
        MeasuredLog.fill(large, 0, largeEntries);
        System.out.printf(Locale.ROOT, "filled with %d entries by one writer: %.0f/s%n", largeEntries,
                largeEntries * 1e9 / (System.nanoTime() - from));
        boolean reached = opening();
        try (MeasuredLog many = MeasuredLog.open(large, folder.resolve("large"))) {
            reached &= proofs(many, turn, turns);
            reached &= check(many);
            reached &= appends(many, turn, turns);
        }
        return reached;
    }

    private boolean opening() throws SQLException {
        double[] ratios = new double[OPENS];
        double[] millis = new double[OPENS];
        for (int i = -OPENS; i < OPENS; i++) {
            long start = System.nanoTime();
            MeasuredLog.openWriter(small);
            long between = System.nanoTime();
            MeasuredLog.openWriter(large);
            long end = System.nanoTime();
            if (i >= 0) {
                millis[i] = (end - between) / 1e6;
                ratios[i] = (end - between) / (double) (between - start);
            }
        }
        return line("opening the log, %d entries against %d: %.2f ms, %.2fx (gate 1.1)",
                LedgerFigures.median(ratios) <= 1.1, largeEntries, SMALL, LedgerFigures.median(millis),
                LedgerFigures.median(ratios));
    }

    private boolean proofs(MeasuredLog log, Duration turn, int turns) {
        var cpu = ManagementFactory.getThreadMXBean();
        // what the cache of finished tiles holds at a time
        int cached = Math.min(largeEntries, 200_000);
        Random random = new Random(1);
        double[] rates = new double[turns];
        long hashes = 0;
        for (int i = -1; i < turns; i++) {
            long from = cpu.getCurrentThreadCpuTime();
            long now = from;
            long count = 0;
            while (now - from < turn.toNanos()) {
                for (int j = 0; j < 1_000; j++) {
                    hashes += log.inclusion(largeEntries - 1 - random.nextInt(cached), largeEntries).path().size();
                }
                count += 1_000;
                now = cpu.getCurrentThreadCpuTime();
            }
            if (i >= 0) {
                rates[i] = count * 1e9 / (now - from);
            }
        }
        return line("inclusion proofs from cache: %.0f per second of a core, %d hashes read (aim 300000)",
                LedgerFigures.median(rates) >= 300_000, LedgerFigures.median(rates), hashes);
    }

    private boolean check(MeasuredLog log) {
        Path export = folder.resolve("export");
        requireIntact(LogCheck.check(log.exportTo(export), log.identity()));
        long from = System.nanoTime();
        requireIntact(LogCheck.check((path, maxBytes) -> read(export.resolve(path)), log.identity()));
        long nanos = System.nanoTime() - from;
        return line("fsck of %d leaves in a folder: %.2f s (gate 5 s for 1000000)",
                nanos <= TimeUnit.SECONDS.toNanos(5), log.treeSize(), nanos / 1e9);
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireIntact(LogVerdict verdict) {
        if (verdict instanceof LogVerdict.Broken broken) {
            throw new IllegalStateException("broken: " + broken.findings());
        }
    }

    /** A small log for each turn, since it does not stay small; a third of a turn, so that it does not grow large. */
    private boolean appends(MeasuredLog many, Duration turn, int turns)
            throws SQLException, ExecutionException, InterruptedException {
        double[] ratios = new double[turns];
        double[] rates = new double[turns];
        for (int i = -1; i < turns; i++) {
            try (HikariDataSource fresh = server.newDatabase("small" + (i + 1))) {
                MeasuredLog.createTables(fresh);
                MeasuredLog.fill(fresh, 0, SMALL);
                double fewRate;
                try (MeasuredLog few = MeasuredLog.open(fresh, folder.resolve("small" + (i + 1)))) {
                    fewRate = Waiters.run(WAITERS, turn.dividedBy(3), numbers, few::append).perSecond();
                }
                double manyRate = Waiters.run(WAITERS, turn.dividedBy(3), numbers, many::append).perSecond();
                if (i >= 0) {
                    rates[i] = manyRate;
                    ratios[i] = fewRate / manyRate;
                }
            }
        }
        return line("appends onto %d entries against %d: %.0f/s, %.2fx as long (gate 1.1)",
                LedgerFigures.median(ratios) <= 1.1, largeEntries, SMALL, LedgerFigures.median(rates),
                LedgerFigures.median(ratios));
    }

    private static boolean line(String format, boolean gate, Object... values) {
        System.out.printf(Locale.ROOT, format + (gate ? " reached%n" : " MISSED%n"), values);
        return gate;
    }
}
