package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.amana.core.note.LogSigner;
import org.amana.verifier.exchange.fork.ShownCheckpoints;
import org.amana.verifier.testing.SplitViewLedger;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checkpoints that wait to be shown to the ledger. */
class CheckpointLineTest {
    private final TestWorld world = TestWorld.sharedBench().world;
    private final LogSigner log = world.ledger.log;
    private final JdbcClient rows = world.bean(JdbcClient.class);
    private final ShownCheckpoints checkpoints = world.bean(ShownCheckpoints.class);
    private final SplitViewLedger ledger = new SplitViewLedger(world);

    @BeforeEach
    @AfterEach
    void clean() {
        world.peers.resetRequests();
        rows.sql("delete from shown_checkpoint").update();
    }

    @Test
    void line_isBounded() {
        LongStream.rangeClosed(1, 100).forEach(size -> checkpoints.add(SplitViewLedger.checkpoint(log, size, "a")));
        checkpoints.add(SplitViewLedger.checkpoint(log, 1, "a"));
        assertThat(waiting()).isEqualTo(64);
        checkpoints.add(SplitViewLedger.checkpoint(world.ledger.otherLog, 1, "a"));
        assertThat(waiting()).as("another log has a line of its own").isEqualTo(65);
    }

    @Test
    void twoOfOneSize_areBothShownAndOnce() {
        checkpoints.add(SplitViewLedger.checkpoint(log, 7, "a"));
        checkpoints.add(SplitViewLedger.checkpoint(log, 7, "b"));
        checkpoints.add(SplitViewLedger.checkpoint(log, 7, "b"));
        checkpoints.sendDue();
        checkpoints.sendDue();
        assertThat(ledger.shown()).hasSize(2);
        assertThat(waiting()).isZero();
    }

    private int waiting() {
        return rows.sql("select count(*) from shown_checkpoint").query(Integer.class).single();
    }
}
