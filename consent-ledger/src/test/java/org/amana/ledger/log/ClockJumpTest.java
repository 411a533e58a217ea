package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogVerdict;
import org.amana.core.note.UnverifiedNote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of a running ledger jumps a day forward and an hour back: order, signatures and leadership do not notice. */
class ClockJumpTest {
    private static final int JUMPS = 12;
    private static final int ENTRIES = 7;
    private final long seed = Long.getLong("amana.ledger.seed", System.nanoTime());
    private final AtomicReference<Duration> wrong = new AtomicReference<>(Duration.ZERO);
    private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
    private final DataSource database = TestLog.newDatabase();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path keys;

    /** As somebody sets it. */
    private Clock jumping() {
        return ((InstantSource) () -> clock.instant().plus(wrong.get())).withZone(ZoneOffset.UTC);
    }

    private static Clock late(Clock clock) {
        return Clock.offset(clock, Duration.ofHours(-1));
    }

    @Test
    void log_whileItsClockJumps_keepsItsOrderItsSignaturesAndItsLeader() throws Exception {
        System.out.println("-Damana.ledger.seed=" + seed);
        var random = new Random(seed);
        List<Checkpoint> kept = new ArrayList<>();
        try (TestLog leader = TestLog.open(database, keys.resolve("first"), jumping())) {
            leader.append(0);
            try (TestLog follower = TestLog.open(database,
                    TestLog.copyKeys(keys.resolve("first"), keys.resolve("second")), late(clock))) {
                long index = 1;
                for (int jump = 0; jump < JUMPS; jump++) {
                    boolean forward = jump == 0 || (jump > 1 && random.nextBoolean());
                    wrong.set(forward ? Duration.ofDays(1) : Duration.ofHours(-1));
                    for (int i = 0; i < ENTRIES; i++) {
                        assertThat(leader.append((int) index).index()).as("seed %d", seed).isEqualTo(index++);
                    }
                    kept.add(checkpoint(leader));
                    assertThat(leader.isLeading()).as("seed %d", seed).isTrue();
                    assertThat(follower.isLeading()).as("seed %d", seed).isFalse();
                }
                long all = index;
                await().atMost(Duration.ofSeconds(20)).until(() -> follower.published().treeSize() == all);

                leader.cut();
                await().atMost(Duration.ofSeconds(20)).until(follower::isLeading);
                assertThat(follower.append((int) all).index()).isEqualTo(all);
                assertThat(follower.append(3)).as("repeated at the other").isEqualTo(follower.append(3));
                requireContinued(follower, kept);
                assertThat(follower.check()).isInstanceOf(LogVerdict.Intact.class);
            }
        }
    }

    private static Checkpoint checkpoint(TestLog log) {
        return log.key().identity().open(UnverifiedNote.parse(log.published().checkpoint()));
    }

    private void requireContinued(TestLog log, List<Checkpoint> kept) {
        Checkpoint now = checkpoint(log);
        for (Checkpoint then : kept) {
            assertThat(log.published().consistency(then.treeSize(), now.treeSize()).verify(then.root(), now.root()))
                    .as("seed %d, checkpoint of %d", seed, then.treeSize())
                    .isTrue();
        }
    }
}
