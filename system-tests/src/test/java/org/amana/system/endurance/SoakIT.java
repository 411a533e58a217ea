package org.amana.system.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.amana.core.note.Checkpoint;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.OneNode;
import org.amana.system.fault.WatchedLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A few people at once go through the whole story, again and again; afterwards the node is as it was after the first. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "threads and files of the node are counted in /proc")
@Tag("long")
class SoakIT {

    /** Short in every build, ten minutes with {@code ./verify --all}. */
    private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("amana.soak.seconds", 15));
    private static final int AT_ONCE = 3;
    private static final int PEOPLE = 140;
    private static final int ENDED_BY_SIGTERM = 143;

    /** Times that can be waited for, and many wallets from one address. */
    private static final String[] SETTINGS = {"--amana.wallet.holder.sign-ups-per-address=100000",
            "--amana.verifier.request.lifetime=PT20S", "--amana.verifier.request.match-time=PT20S",
            "--amana.verifier.request.keep-for=PT30S", "--amana.issuer.access-token.validity=PT1M",
            "--amana.issuer.nonce.validity=PT30S"};

    private final AtomicInteger told = new AtomicInteger();

    @Test
    void node_underTheWholeStoryForLong_staysAsItWasAfterTheFirst(@TempDir Path folder) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (OneNode node = OneNode.startWithOptions(folder, List.of("-Djava.io.tmpdir=" + temporary), SETTINGS)) {
            WatchedLog log = new WatchedLog(node);
            Checkpoint before = log.checkpoint();
            WholeStory story = new WholeStory(node);
            tell(story, () -> false);
            Vitals warm = Vitals.of(node);

            long end = System.nanoTime() + DURATION.toNanos();
            tell(story, () -> System.nanoTime() < end);

            requireNoTrend(warm, Vitals.of(node));
            requireLedger(log, before, story.actCount());
            Await.until("everything that ran out is swept", () -> overdue(node).isEmpty());
            assertThat(node.end()).as("exit code").isEqualTo(ENDED_BY_SIGTERM);
            assertThat(node.data().resolve("postgres/postmaster.pid")).as("PostgreSQL ended too").doesNotExist();
            assertThat(temporary.toFile().list()).as("only PostgreSQL's programs, for the next start")
                    .containsExactly("embedded-pg");
            assertThat(NodeLog.faults(node)).isEmpty();
        }
    }

    /** Each of a few people tells the story once, and again while it goes on. */
    private void tell(WholeStory story, BooleanSupplier goesOn) throws InterruptedException, ExecutionException {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                all.add(people.submit(() -> {
                    do {
                        story.tell(1 + told.getAndIncrement() % PEOPLE);
                    } while (goesOn.getAsBoolean());
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private void requireNoTrend(Vitals warm, Vitals now) {
        System.out.printf(Locale.ROOT, "soak of %d s, %d stories: after the first %s, at the end %s%n",
                DURATION.toSeconds(), told.get(), warm, now);
        assertThat(now.heapBytes()).as("live heap").isLessThan(warm.heapBytes() * 5 / 4 + 16_000_000);
        assertThat(now.threads()).as("threads").isLessThanOrEqualTo(warm.threads() + 12);
        assertThat(now.files()).as("open files").isLessThanOrEqualTo(warm.files() + 24);
        assertThat(now.connections()).as("database connections").isLessThanOrEqualTo(warm.connections() + 4);
    }

    private static void requireLedger(WatchedLog log, Checkpoint before, long acts)
            throws IOException, InterruptedException {
        assertThat(log.checkpoint().treeSize() - before.treeSize()).as("entries of acknowledged acts").isEqualTo(acts);
        log.requireOnlyGrownSince(before);
    }

    private static Map<String, Long> overdue(OneNode node) {
        try {
            return ShortLivedRows.overdue(node);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
