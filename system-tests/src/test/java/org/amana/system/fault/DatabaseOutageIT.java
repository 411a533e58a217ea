package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.amana.core.note.Checkpoint;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

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

    /** The places where an approval meets the database, in their order, and what the person reads when it stops there. */
    @Tag("long")
    @ParameterizedTest
    @CsvSource({"wallet.sealed_item, store_down, false", "ledger.head, ledger_down, false",
            "verifier.presentation_check, verifier_silent, true"})
    void approve_whileTheDatabaseFreezes_saysSoInTimeAndGoesThroughOnceAfterwards(String table, String reason,
                                                                                  boolean mayBeShared,
                                                                                  @TempDir Path folder)
            throws Exception {
        freeze(table, reason, mayBeShared, folder);
    }

    private static void freeze(String table, String reason, boolean mayBeShared, Path folder) throws Exception {
        try (OneNode node = OneNode.start(folder)) {
            Desks desks = new Desks(node);
            WatchedLog log = new WatchedLog(node);
            HeadlessWallet wallet = HeadlessWallet.create(node.wallet());
            Desks.Offer offer = desks.offer("L-0001", "screen");
            wallet.accept(wallet.open(offer.link()), offer.txCode()).require(200);
            Desks.Check check = desks.ask();
            String request = wallet.read(check.request());
            Checkpoint before = log.checkpoint();

            DatabaseServer database = new DatabaseServer(node.data());
            HeadlessWallet.Answer refused;
            try (HeldTable held = HeldTable.hold(node.jdbcUrl(), table)) {
                var approving = CompletableFuture.supplyAsync(() -> wallet.approve(request));
                held.awaitSomebodyWaiting();
                database.freeze();
                try {
                    refused = approving.get(35, TimeUnit.SECONDS);
                } finally {
                    database.thaw();
                }
            }
            assertThat(refused.requireSentence().path("reason").asString()).as(refused.toString()).isEqualTo(reason);
            assertThat(refused.body().path("shared").asBoolean()).isEqualTo(mayBeShared);
            Await.until("the bakery's desk is back", () -> isBack(desks, check));

            Await.until("the retry goes through, or the first try did",
                    () -> isOver(wallet.approve(request), mayBeShared));

            assertThat(desks.state(check)).isEqualTo("MATCH");
            assertThat(log.checkpoint().treeSize()).as("one entry for one approval").isEqualTo(before.treeSize() + 1);
            log.requireOnlyGrownSince(before);
        }
    }

    /** A verifier that froze may take the first try when it thaws; the retry is then one too many and says so. */
    private static boolean isOver(HeadlessWallet.Answer again, boolean mayBeShared) {
        if (again.status() == 200) {
            return true;
        }
        JsonNode refusal = again.requireSentence();
        return mayBeShared && refusal.path("reason").asString().equals("verifier_closed")
                && refusal.path("shared").asBoolean();
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
