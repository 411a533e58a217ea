package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.amana.verifier.exchange.ExchangeRounds;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestSource;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that are on their way beside each other. */
class ExchangeRoundsTest {
    private static final int PATIENCE = 20;
    private final TestWorld world = TestWorld.sharedBench().world;
    private final ExchangeBench bench = new ExchangeBench(TestWorld.sharedBench());
    private final TestSource source = world.source;
    private final CountDownLatch asked = new CountDownLatch(1);

    @BeforeEach
    @AfterEach
    void clean() {
        bench.clean();
    }

    @Test
    void sourceThatIsSlow_holdsUpNoOtherOrder_andIsAskedOnce() throws Exception {
        var slowly = new CountDownLatch(1);
        Opened slow = bench.agreed();
        source.answering = request -> {
            if (request.record().equals(slow.record())) {
                asked.countDown();
                slowly.await(PATIENCE, TimeUnit.SECONDS);
            }
            return source.released(request);
        };
        var rounds = world.bean(ExchangeRounds.class);
        try {
            rounds.tick();
            assertThat(asked.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
            Opened quick = bench.agreed();
            rounds.tick();
            awaitDelivered(quick);
            assertThat(bench.stateOf(slow)).isEqualTo("FETCHING");
        } finally {
            slowly.countDown();
        }
        awaitDelivered(slow);
        assertThat(source.seen.stream().filter(request -> request.record().equals(slow.record()))).hasSize(1);
    }

    private void awaitDelivered(Opened opened) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE).toNanos();
        while (!bench.stateOf(opened).equals("DELIVERED")) {
            assertThat(System.nanoTime()).as(() -> "waits for " + opened.id()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
