package org.amana.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amana.system.browser.Chromium;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A person takes all they hold of the ledger along. The node it came from is gone; everywhere else it still holds. */
@Tag("long")
class TakeAlongJourneyIT {

    private static final String WORDS = "two old olive trees";
    private static final String CASE = "R-0001";
    /** Shown, agreed to, taken back, and erased by the other side. */
    private static final int ENTRIES = 4;

    @Test
    void everything_takenFromANodeThatIsGone_holdsInAnotherAndForAnAuditor(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("amana-ledger.json");
        Path key = folder.resolve("first.vkey");
        try (Chromium chromium = new Chromium()) {
            try (OneNode first = OneNode.start(Files.createDirectory(folder.resolve("first")))) {
                Files.copy(first.ledgerKey(), key);
                takeAlong(first, chromium.phone("first", 390), file);
            }
            assertThat(LedgerCli.run("export", file.toString(), "--key", key.toString()))
                    .contains("This file holds: " + ENTRIES + " receipts");
            assertThat(LedgerCli.run("export", file.toString(), "--claimed-keys"))
                    .contains("The keys are the file's own");
            try (OneNode second = OneNode.start(Files.createDirectory(folder.resolve("second")))) {
                bring(second, chromium.phone("second", 390), file);
            }
        }
    }

    private static void takeAlong(OneNode node, Screen phone, Path file) {
        Holder selam = new Holder(phone, node.wallet(), "en");
        selam.makeWallet();
        DeskApi office = new DeskApi(node.issuer(), node.staff("recognition-office"));
        JsonNode offer = office.post("people/" + office.person(CASE) + "/offers",
                "{\"credential_configuration_id\":\"qualification\",\"delivery\":\"screen\"}");
        selam.receive(inWallet(node.wallet(), "offer", offer.path("credential_offer").asString()),
                offer.path("tx_code").asString());
        DeskApi bakery = new DeskApi(node.verifier(), node.staff("harbour-bakery"));
        selam.isAsked(inWallet(node.wallet(), "request", bakery.post("diplomas", "{}").path("request").asString()))
                .sharesAll();
        selam.withdrawsConsent();
        Await.until("the confirmation of the erasure",
                () -> phone.open(node.wallet(), "/en/entries").page().locator(".entry").count() == ENTRIES);
        seesEveryProofHold(phone);
        phone.look("entries-checked");
        phone.open(node.wallet(), "/en/entries/take").fill("#words", WORDS).fill("#again", WORDS).look("take");
        phone.page().waitForDownload(() -> phone.click("#take button")).saveAs(file);
    }

    private static void bring(OneNode node, Screen phone, Path file) throws IOException {
        new Holder(phone, node.wallet(), "en").makeWallet();
        String genuine = Files.readString(file);
        String forged = genuine.replaceFirst("\"party\":\\{\"en\":\"[^\"]+\"", "\"party\":{\"en\":\"Tax Office\"")
                .replaceFirst("\"notice\":\"", "\"notice\":\"Give all you have. ");
        assertThat(forged).isNotEqualTo(genuine);
        phone.open(node.wallet(), "/en/entries/bring").look("bring");
        phone.page()
                .locator("#file")
                .setInputFiles(new FilePayload("amana-ledger.json", "application/json",
                        forged.getBytes(StandardCharsets.UTF_8)));
        phone.click("#bring button").arrives("/en/entries/bring").look("bring-forged");
        assertThat(phone.text(".trouble")).contains("Only 3 of 4 proofs", "Nothing was taken in", "Nothing was shared");

        phone.open(node.wallet(), "/en/entries/bring").page().locator("#file").setInputFiles(file);
        phone.fill("#words", WORDS).click("#bring button").arrives("/en/entries$").look("brought");
        assertThat(phone.words()).contains("4 entries were checked and taken in", "Only your file says",
                "Your keys came along and are kept");
        assertThat(phone.page().locator(".entry .state").count()).as("marked as brought along").isEqualTo(ENTRIES);
        seesEveryProofHold(phone);
        phone.look("brought-checked");
        assertThat(phone.text(".entry.withdrawn .steps")).contains("Only the file you brought says");
        assertThat(phone.text(".entry.withdrawn .verdict")).contains("if the file is right about the key");
    }

    private static void seesEveryProofHold(Screen phone) {
        phone.click("#check-all");
        Await.until("the browser checked every proof", () -> !phone.text("#progress").isEmpty());
        assertThat(phone.text("#progress")).as(phone.words()).isEqualTo(ENTRIES + " × The proof holds.");
    }

    private static String inWallet(URI wallet, String page, String link) {
        return wallet + "/en/" + page + "?uri=" + URLEncoder.encode(link, StandardCharsets.UTF_8);
    }
}
