package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amana.core.note.Checkpoint;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the node's own PostgreSQL: whoever started one command need not start another. */
@Tag("long")
class KilledDatabaseIT {

    @Test
    void kill_ofTheDatabase_isSaidAndTheNodeStartsItAgain(@TempDir Path folder) throws Exception {
        try (OneNode node = OneNode.start(folder)) {
            Desks desks = new Desks(node);
            WatchedLog log = new WatchedLog(node);
            HeadlessWallet wallet = HeadlessWallet.create(node.wallet());
            Desks.Offer offer = desks.offer("L-0001", "screen");
            wallet.accept(wallet.open(offer.link()), offer.txCode()).require(200);
            Desks.Check check = desks.ask();
            String request = wallet.read(check.request());
            Checkpoint before = log.checkpoint();
            long killed = new DatabaseServer(node.data()).pid();

            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            Await.until("the node says so", () -> node.log().contains("The database is back."));
            assertThat(new DatabaseServer(node.data()).pid()).isNotEqualTo(killed);
            assertThat(node.log()).contains("The database ended by itself. It is started again.");
            Await.until("the approval goes through", () -> wallet.approve(request).status() == 200);
            assertThat(desks.state(check)).isEqualTo("MATCH");
            assertThat(log.checkpoint().treeSize()).as("one entry for one approval").isEqualTo(before.treeSize() + 1);
            log.requireOnlyGrownSince(before);
        }
    }
}
