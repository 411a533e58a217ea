package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogVerdict;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random histories of crashes, cuts and usurpers while many append: what was acknowledged is there, once, for ever. */
class TakeOverHistoryTest {
    private static final int PROCESSES = 3;
    private static final int CLIENTS = 8;
    private static final int BLOWS = 12;
    private final long seed = Long.getLong("amana.ledger.seed", System.nanoTime());
    private final DataSource database = TestLog.newDatabase();
    private final Map<Integer, Appended> acknowledged = new ConcurrentHashMap<>();
    private final TestLog[] processes = new TestLog[PROCESSES];
    private volatile boolean over;
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void entries_whenAcknowledgedUnderTakeOvers_areInTheOneLogForEver() throws Exception {
        System.out.println("-Damana.ledger.seed=" + seed);
        for (int i = 0; i < PROCESSES; i++) {
            Path keys = folder.resolve("process" + i);
            processes[i] = TestLog.open(database, i == 0 ? keys : TestLog.copyKeys(folder.resolve("process0"), keys));
        }
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                running.add(clients.submit(() -> appendUntilOver(number)));
            }
            var random = new Random(seed);
            for (int blow = 0; blow < BLOWS; blow++) {
                strike(random);
                int before = acknowledged.size();
                await("seed " + seed + ", blow " + blow).atMost(Duration.ofSeconds(30))
                        .until(() -> acknowledged.size() > before + 10);
            }
            over = true;
            for (Future<?> client : running) {
                client.get();
            }
        }
        requireAllKept();
        for (TestLog process : processes) {
            process.close();
        }
    }

    private void strike(Random random) throws Exception {
        int victim = random.nextInt(PROCESSES);
        switch (random.nextInt(4)) {
            case 0 -> {
                processes[victim].cut();
                LockSupport.parkNanos(random.nextLong(1, 400) * 1_000_000);
                processes[victim].mend();
            }
            case 1 -> {
                for (TestLog process : processes) {
                    if (process.isLeading()) {
                        process.cut();
                        LockSupport.parkNanos(random.nextLong(1, 400) * 1_000_000);
                        process.mend();
                    }
                }
            }
            case 2 -> {
                TestLog stopped = processes[victim];
                processes[victim] = processes[(victim + 1) % PROCESSES];
                stopped.close();
                processes[victim] = TestLog.open(database, folder.resolve("process" + victim));
            }
            default -> new LogWriter(database, Optional.empty(), head -> {}).open();
        }
    }

    /** One request after the other, each with its own key, at whichever process, until one acknowledges it. */
    private void appendUntilOver(int client) {
        for (int i = 0; !over; i++) {
            int entry = client * 100_000 + i;
            for (int attempt = 0; !acknowledged.containsKey(entry); attempt++) {
                try {
                    acknowledged.put(entry, processes[(entry + attempt) % PROCESSES].append(entry));
                } catch (ProblemException e) {
                    assertThat(e.problem().code()).isIn("not_leading", "ledger_unavailable");
                    LockSupport.parkNanos(10_000_000);
                }
            }
        }
    }

    private void requireAllKept() throws Exception {
        long size = acknowledged.values().stream().mapToLong(Appended::index).max().orElseThrow() + 1;
        await("seed " + seed).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (TestLog process : processes) {
                assertThat(process.published().treeSize()).isEqualTo(size);
            }
        });
        assertThat(acknowledged).as("each once, and nothing else").hasSize(Math.toIntExact(size));
        List<byte[]> entries;
        try (Connection connection = database.getConnection()) {
            entries = LogTables.entries(connection, 0, Math.toIntExact(size));
        }
        acknowledged.forEach((entry, appended) -> assertThat(entries.get((int) appended.index()))
                .as("seed %d, entry %d", seed, entry)
                .isEqualTo(TestLog.commitment(entry).bytes()));
        for (TestLog process : processes) {
            assertThat(process.check()).as("seed " + seed).isInstanceOf(LogVerdict.Intact.class);
        }
        acknowledged.values().stream().map(Appended::checkpoint).distinct().forEach(this::requireContinued);
    }

    private void requireContinued(String note) {
        TestLog log = processes[0];
        Checkpoint then = log.key().identity().open(UnverifiedNote.parse(note));
        Checkpoint now = log.key().identity().open(UnverifiedNote.parse(log.published().checkpoint()));
        assertThat(log.published().consistency(then.treeSize(), now.treeSize()).verify(then.root(), now.root()))
                .as("seed %d, checkpoint of %d", seed, then.treeSize())
                .isTrue();
    }
}
