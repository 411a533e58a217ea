package org.amana.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import org.amana.core.json.StrictJson;
import org.amana.core.rights.RectificationReceipt;
import org.amana.core.rights.RectificationRequest;
import org.amana.system.browser.Chromium;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A person says what on their card is wrong: the office puts one thing right and refuses another, with its reason, and does
 * not answer the next request in time, which is red on both sides and ends in a complaint.
 */
@Tag("long")
class RectificationJourneyIT {
    private static final String WHY = "It begins on the day of your permit. You can appeal.";

    @Test
    void wrongCard_isAnsweredClaimByClaim_andALateAnswerIsRedOnBothSides(@TempDir Path folder) throws Exception {
        try (Chromium chromium = new Chromium(); OneNode node = OneNode.start(folder)) {
            Screen phone = chromium.phone("rectification", 320);
            Holder amina = new Holder(phone, node.wallet(), "en");
            amina.makeWallet();
            holdsACard(node, amina);
            says(phone, node, "My name has one n.\nاسمي بحرف واحد.", "work_permission.from", "family_name");
            phone.look("asked");

            Screen clerk = chromium.desk("rectification-clerk");
            answersPartly(clerk, node);
            phone.open(node.wallet(), "/en/home").look("news");
            phone.click(".notice a").arrives("/rights");
            assertThat(phone.words()).contains("They put a part of it right", "They put this right", WHY);
            phone.look("partly");
            assertThat(phone.open(node.wallet(), "/ar/rights").look("partly-ar").words())
                    .contains("لقد صححوا جزءًا منه", WHY);

            says(phone, node, "", "given_name");
            node.end();
            node.restart("--amana.demo-clock-ahead=40d");
            amina.unlocks();
            assertThat(phone.open(node.wallet(), "/en/home").look("late").words())
                    .contains("They are too late with their answer");
            phone.open(node.wallet(), "/ar/rights").look("overdue-ar");
            phone.open(node.wallet(), "/en/rights").look("overdue");
            assertThat(phone.text("li.card:first-child .state.revoked")).contains("late");
            isRedAtTheDesk(clerk, node);
            verifies(complaint(phone, folder));
        }
    }

    private static void holdsACard(OneNode node, Holder amina) {
        DeskApi office = new DeskApi(node.issuer(), node.staff("labour-office"));
        JsonNode offer = office.post("people/" + office.person("L-0001") + "/offers",
                "{\"credential_configuration_id\":\"right-to-work\",\"delivery\":\"screen\"}");
        amina.receive(node.wallet() + "/en/offer?uri="
                + URLEncoder.encode(offer.path("credential_offer").asString(), StandardCharsets.UTF_8),
                offer.path("tx_code").asString());
    }

    private static void says(Screen phone, OneNode node, String words, String... claims) {
        phone.open(node.wallet(), "/ar/home");
        phone.click("#cards a").click("a[href$=wrong]").arrives("/wrong").look("wrong-ar");
        phone.open(phone.page().url().replace("/ar/", "/en/")).look("wrong");
        for (String claim : claims) {
            phone.page().locator("[name=claim][value='" + claim + "']").check();
        }
        phone.fill("#words", words).click("#wrong button").arrives("/rights");
    }

    private static void answersPartly(Screen clerk, OneNode node) {
        SignIn.at(clerk, node.issuer() + "/labour-office/desk", node.staff("labour-office"));
        clerk.open(node.issuer(), "/labour-office/desk/rectifications").look("inbox");
        clerk.page().locator("select[name=outcome]").nth(0).selectOption("REFUSED_DECISION");
        clerk.page().locator("select[name=outcome]").nth(1).selectOption("CORRECTED");
        clerk.click("main form button").arrives("/desk/rectifications/.*");
        assertThat(clerk.look("no-reason").words()).contains("Nothing was sent");
        clerk.page().locator("textarea[name=reason]").nth(0).fill(WHY);
        clerk.click("main form button").arrives("/desk/rectifications");
        assertThat(clerk.look("answered").words()).contains("Corrected in part", WHY);
    }

    private static void isRedAtTheDesk(Screen clerk, OneNode node) {
        SignIn.at(clerk, node.issuer() + "/labour-office/desk", node.staff("labour-office"));
        clerk.open(node.issuer(), "/labour-office/desk").look("reminded");
        assertThat(clerk.text(".mark.late")).isEqualTo("1 overdue");
        clerk.open(node.issuer(), "/labour-office/desk/rectifications").look("overdue");
        assertThat(clerk.text("li.card:first-child p.no")).contains("Overdue by");
    }

    private static JsonNode complaint(Screen phone, Path folder) throws IOException {
        phone.click("li.card:first-child a[href*='/complaint']").arrives("/complaint").look("complaint");
        Path file = folder.resolve("complaint.json");
        Download download = phone.page().waitForDownload(() -> phone.click("a[download]"));
        download.saveAs(file);
        return StrictJson.parse(Files.readAllBytes(file), 1 << 20);
    }

    /** With nothing but the file: who signed the card has signed that it got the request, and since when. */
    private static void verifies(JsonNode complaint) {
        RectificationRequest request = RectificationRequest.verify(complaint.path("request").asString());
        RectificationReceipt receipt = RectificationReceipt.verify(complaint.path("receipt").asString());
        assertThat(receipt.isFor(request)).isTrue();
        assertThat(receipt.received()).hasToString(complaint.path("received_at").asString());
        assertThat(receipt.chain().getFirst().getPublicKey()).isInstanceOfSatisfying(ECPublicKey.class,
                key -> assertThat(request.card().issuerSignedJwt().verify(key, "dc+sd-jwt").claims()).isNotEmpty());
        assertThat(complaint.path("state").asString()).isEqualTo("OVERDUE");
        assertThat(complaint.has("answer")).isFalse();
    }
}
