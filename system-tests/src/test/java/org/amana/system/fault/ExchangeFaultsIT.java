package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.FreePorts;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What goes wrong at an office's own register, a process of its own beside the node, while a diploma is fetched by consent:
 * nothing leaves that was not permitted, the ledger has an entry with the reason, the clerk reads a plain sentence, and once
 * the register is well again the delivery comes once.
 */
@Tag("long")
class ExchangeFaultsIT {
    private static final String CASE = "R-0001";
    private static OneNode node;
    private static RegisterProcess register;
    private static HeadlessWallet wallet;
    private static Orders orders;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        register = RegisterProcess.start(Files.createDirectory(folder.resolve("register")),
                FreePorts.run(1, new SecureRandom()));
        node = OneNode.start(folder, "--amana.issuer.authorities[0].id=labour-office",
                "--amana.issuer.authorities[0].name.en=Labour Office", "--amana.issuer.authorities[0].country=XA",
                "--amana.issuer.authorities[0].types[0]=right-to-work",
                "--amana.issuer.authorities[0].staff[0]=labour-clerk",
                "--amana.issuer.authorities[1].id=recognition-office",
                "--amana.issuer.authorities[1].name.en=Office for the Recognition of Qualifications",
                "--amana.issuer.authorities[1].country=XA", "--amana.issuer.authorities[1].types[0]=qualification",
                "--amana.issuer.authorities[1].staff[0]=recognition-clerk",
                "--amana.issuer.authorities[1].register.rest.url=" + register.url(),
                "--amana.issuer.authorities[1].register.timeout=3s", "--amana.verifier.exchange.run-every=PT0.5S",
                "--amana.verifier.exchange.first-pause=PT1S");
        Desks.Offer diploma = new Desks(node).diploma(CASE);
        wallet = HeadlessWallet.create(node.wallet());
        wallet.accept(wallet.open(diploma.link()), diploma.txCode()).require(200);
        orders = new Orders(node, wallet);
    }

    @AfterAll
    static void stop() {
        node.close();
        register.close();
    }

    @Test
    void killedInMidFetch_theReleaseFailsAndComesOnceLater() {
        register.behave("hang");
        String order = orders.ask();
        register.awaitQuestion();
        register.kill();
        failed(order, "register_unavailable");
        register.behave("row");
        register.restart();
        orders.delivered(order);
    }

    @Test
    void garbage_isNotReleased() {
        failsAs("garbage", "register_answer_unreadable");
    }

    @Test
    void rowOfAnotherPerson_isNotReleased() {
        failsAs("other", "register_other_person");
    }

    @Test
    void slow_isNotWaitedFor() {
        failsAs("slow", "register_timed_out");
    }

    @Test
    void huge_isNotRead() {
        failsAs("huge", "register_answer_too_large");
    }

    @Test
    void wider_leavesAsFarAsItWasConsentedTo() {
        register.behave("wide");
        orders.delivered(orders.ask());
    }

    @Test
    void consentTakenBackBetweenFetchAndSending_nothingLeaves() {
        register.behave("late");
        String order = orders.ask();
        register.awaitQuestion();
        wallet.withdraw(wallet.consent().path("record").asString()).require(200);
        JsonNode state = orders.await(order, "WITHDRAWN");
        assertThat(state.path("deliveries")).isEmpty();
        Await.until("the person reads that nothing came", () -> failures().contains("withdrawn"));
        assertThat(orders.state(order).path("deliveries")).isEmpty();
        register.behave("row");
    }

    private static void failsAs(String mode, String reason) {
        register.behave(mode);
        String order = orders.ask();
        failed(order, reason);
        register.behave("row");
        orders.delivered(order);
    }

    private static void failed(String order, String reason) {
        JsonNode state = orders.awaitReason(order, "register_unavailable", "so nothing is sent");
        assertThat(state.toString()).doesNotContain(RegisterProcess.SECRET,
                reason.equals("register_unavailable") ? "Tekle" : reason);
        Await.until("the person reads why nothing came: " + failures(), () -> failures().contains(reason));
    }

    private static List<String> failures() {
        return wallet.entries()
                .path("entries")
                .valueStream()
                .filter(entry -> entry.path("kind").asString().equals("failed"))
                .map(entry -> entry.path("reason").asString(""))
                .toList();
    }
}
