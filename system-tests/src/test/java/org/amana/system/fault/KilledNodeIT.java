package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.amana.core.note.Checkpoint;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the node in mid-issue, and a restart over the same data: nothing is lost, nothing comes twice. */
class KilledNodeIT {

    /** One in every build, more with {@code ./verify --all}. */
    private static final int ROUNDS = Integer.getInteger("amana.kill.rounds", 1);
    private static final String OFFER_REDEEMED = "select 1 from issuer.offer where id = ? and state = 'REDEEMED'";
    private static final String CARD_RECORDED = "select 1 from issuer.credential where offer_id = ?";

    @TempDir
    private static Path folder;
    private static OneNode node;
    private static Desks desks;
    private static WatchedLog log;
    private static Path earlierReceipt;
    private static final List<String> people = new ArrayList<>();

    @BeforeAll
    static void anEntryFromBefore() throws Exception {
        node = OneNode.start(folder);
        desks = new Desks(node);
        log = new WatchedLog(node);
        HeadlessWallet wallet = HeadlessWallet.create(node.wallet());
        Desks.Offer offer = offer("L-0001");
        wallet.accept(wallet.open(offer.link()), offer.txCode()).require(200);
        String receipt = wallet.approve(wallet.read(desks.ask().request())).require(200).path("receipt").asString();
        earlierReceipt = Files.writeString(folder.resolve("receipt.json"), wallet.receipt(receipt));
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @Test
    void kill_whileAnOfferIsOpen_theSameOfferStillBringsTheCard() throws Exception {
        Checkpoint before = log.checkpoint();
        HeadlessWallet wallet = HeadlessWallet.create(node.wallet());
        Desks.Offer offer = offer("L-0002");
        String issuance = wallet.open(offer.link());
        long server = new DatabaseServer(node.data()).pid();

        node.kill();
        assertThat(DatabaseServer.isAlive(server)).as("the crash leaves PostgreSQL behind").isTrue();
        node.restart();

        assertThat(DatabaseServer.isAlive(server)).as("the restart stops what the crash left").isFalse();
        wallet.unlock();
        assertThat(desks.state(offer)).isEqualTo("OFFERED");
        wallet.accept(issuance, offer.txCode()).require(200);
        assertThat(desks.state(offer)).isEqualTo("REDEEMED");
        requireAllWell(wallet, before);
    }

    @Tag("long")
    @Test
    void kill_rightAfterTheTokenRequest_theOfferOrANewOneBringsTheCard() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            killInMidIssue("L-%04d".formatted(100 + round), OFFER_REDEEMED);
        }
    }

    @Tag("long")
    @Test
    void kill_rightAfterTheCredentialRequest_theOfferOrANewOneBringsTheCard() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            killInMidIssue("L-%04d".formatted(200 + round), CARD_RECORDED);
        }
    }

    private static void killInMidIssue(String registerNumber, String moment) throws Exception {
        Checkpoint before = log.checkpoint();
        HeadlessWallet wallet = HeadlessWallet.create(node.wallet());
        Desks.Offer offer = offer(registerNumber);
        String issuance = wallet.open(offer.link());
        var accepting = CompletableFuture.runAsync(() -> wallet.accept(issuance, offer.txCode()));
        awaitRow(moment, offer.id());

        node.kill();
        Await.until("the wallet's call ends with the node", accepting::isDone);
        node.restart();

        wallet.unlock();
        if (wallet.cardCount() == 0) {
            HeadlessWallet.Answer again = wallet.accept(issuance, offer.txCode());
            if (again.status() != 200) {
                assertThat(again.body().path("shared").asBoolean(true)).as(again.body().toString()).isFalse();
                assertThat(again.body().path("next").asString("")).contains("office");
                Desks.Offer fresh = offer(registerNumber);
                wallet.accept(wallet.open(fresh.link()), fresh.txCode()).require(200);
            }
        }
        requireAllWell(wallet, before);
    }

    /** One card that works, no status index twice, and a log that only grew. */
    private static void requireAllWell(HeadlessWallet wallet, Checkpoint before) throws Exception {
        assertThat(wallet.cardCount()).isEqualTo(1);
        Desks.Check check = desks.ask();
        wallet.approve(wallet.read(check.request())).require(200);
        assertThat(desks.state(check)).isEqualTo("MATCH");
        List<String> copies = people.stream().distinct().flatMap(person -> desks.copies(person).stream()).toList();
        assertThat(copies).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
        assertThat(log.checkpoint().treeSize()).isEqualTo(before.treeSize() + 1);
        log.requireOnlyGrownSince(before);
        log.requireReceipt(earlierReceipt);
    }

    private static Desks.Offer offer(String registerNumber) {
        Desks.Offer offer = desks.offer(registerNumber, "screen");
        people.add(offer.person());
        return offer;
    }

    /** Watches the database closely, because the moment to kill is a few milliseconds long. */
    private static void awaitRow(String query, String offerId) throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (Connection connection = DriverManager.getConnection(node.jdbcUrl());
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, UUID.fromString(offerId));
            while (System.nanoTime() < end) {
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        return;
                    }
                }
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
        throw new AssertionError("waited in vain for " + query);
    }
}
