package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amana.core.note.Checkpoint;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database stops and starts again in a flow. */
class DatabaseOutageIT {

    @Test
    void approve_whileTheDatabaseIsStopped_sharesNothingAndGoesThroughOnceWhenItIsBack(@TempDir Path folder)
            throws Exception {
        try (OneNode node = OneNode.start(folder)) {
            Desks desks = new Desks(node);
            WatchedLog log = new WatchedLog(node);
            HeadlessWallet wallet = HeadlessWallet.create(node.wallet());
            Desks.Offer offer = desks.offer("L-0001", "screen");
            wallet.accept(wallet.open(offer.link()), offer.txCode()).require(200);
            Desks.Offer open = desks.offer("L-0002", "screen");
            Desks.Check check = desks.ask();
            String request = wallet.read(check.request());
            Checkpoint before = log.checkpoint();

            DatabaseServer database = new DatabaseServer(node.data());
            database.stop();
            wallet.approve(request).requireRefusal(503, "store_down");
            wallet.tryOpen(open.link()).requireRefusal(502, "peer_failed");

            database.start();
            Await.until("the bakery's desk is back", () -> isBack(desks, check));
            assertThat(desks.state(check)).as("nothing arrived").isEqualTo("WAITING");
            assertThat(log.checkpoint().treeSize()).as("nothing was entered").isEqualTo(before.treeSize());

            wallet.approve(request).require(200);

            assertThat(desks.state(check)).isEqualTo("MATCH");
            assertThat(log.checkpoint().treeSize()).as("one entry for one approval").isEqualTo(before.treeSize() + 1);
            log.requireOnlyGrownSince(before);
            wallet.accept(wallet.open(open.link()), open.txCode()).require(200);
        }
    }

    private static boolean isBack(Desks desks, Desks.Check check) {
        try {
            desks.see(check);
            return true;
        } catch (AssertionError notYet) {
            return false;
        }
    }
}
