package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.DeskApi;
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
    private static DeskApi municipality;

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
        municipality = new DeskApi(node.verifier(), node.staff("harbour-municipality"));
    }

    @AfterAll
    static void stop() {
        node.close();
        register.close();
    }

    @Test
    void killedInMidFetch_theReleaseFailsAndComesOnceLater() {
        register.behave("hang");
        String order = ask();
        register.awaitQuestion();
        register.kill();
        failed(order, "register_unavailable");
        register.behave("row");
        register.restart();
        delivered(order);
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
        delivered(ask());
    }

    @Test
    void consentTakenBackBetweenFetchAndSending_nothingLeaves() {
        register.behave("late");
        String order = ask();
        register.awaitQuestion();
        wallet.withdraw(wallet.consent().path("record").asString()).require(200);
        JsonNode state = await(order, "WITHDRAWN");
        assertThat(state.path("deliveries")).isEmpty();
        Await.until("the person reads that nothing came", () -> failures().contains("withdrawn"));
        assertThat(municipality.get("exchanges/" + order).path("deliveries")).isEmpty();
        register.behave("row");
    }

    private static void failsAs(String mode, String reason) {
        register.behave(mode);
        String order = ask();
        failed(order, reason);
        register.behave("row");
        delivered(order);
    }

    /** The municipality asks once for the diploma, and the person says yes. */
    private static String ask() {
        JsonNode order = municipality.post("exchanges",
                "{\"intended_use\":\"fetch-diploma\",\"source\":\"%s/recognition-office\",\"until\":\"%s\"}"
                        .formatted(node.issuer(),
                                Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)));
        wallet.approve(wallet.read(order.path("request").asString())).require(200);
        return order.path("exchange_id").asString();
    }

    private static void failed(String order, String reason) {
        Await.until("the order says that the register is away",
                () -> municipality.get("exchanges/" + order)
                        .path("reason")
                        .asString("")
                        .equals("register_unavailable"));
        JsonNode state = municipality.get("exchanges/" + order);
        assertThat(state.path("message").asString()).contains("so nothing is sent");
        assertThat(state.path("deliveries")).isEmpty();
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

    /** Once, and nothing but what was agreed to. */
    private static void delivered(String order) {
        JsonNode state = await(order, "DELIVERED");
        assertThat(state.path("deliveries")).hasSize(1);
        JsonNode received = municipality.get("received/" + state.at("/deliveries/0/received_id").asString());
        assertThat(received.at("/data/0/claims").propertyNames())
                .isSubsetOf("qualification", "given_name", "family_name")
                .contains("qualification");
        assertThat(received.toString()).doesNotContain(RegisterProcess.SECRET);
    }

    private static JsonNode await(String order, String expected) {
        try {
            Await.until("the order is " + expected,
                    () -> municipality.get("exchanges/" + order).path("state").asString().equals(expected));
        } catch (AssertionError e) {
            throw new AssertionError(municipality.get("exchanges/" + order).toString(), e);
        }
        return municipality.get("exchanges/" + order);
    }
}
