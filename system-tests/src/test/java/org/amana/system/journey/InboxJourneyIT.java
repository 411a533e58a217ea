package org.amana.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.amana.system.browser.Chromium;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.amana.system.deployment.StaffAccount;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A person lets the municipality write to them, locks the wallet and goes home. Months later the clerk asks again; the
 * question waits in the wallet, and is answered. Then the person takes the address back.
 */
@Tag("long")
class InboxJourneyIT {
    private static final String CASE = "R-0001";

    @Test
    void question_sentToALockedWallet_isAnswered_untilTheAddressIsTakenBack(@TempDir Path folder) {
        try (Chromium chromium = new Chromium(); OneNode node = OneNode.start(folder)) {
            StaffAccount account = node.staff("harbour-municipality");
            DeskApi municipality = new DeskApi(node.verifier(), account);
            Screen desk = chromium.desk("inbox-desk");
            Screen phone = chromium.phone("inbox", 320);
            Holder selam = new Holder(phone, node.wallet(), "en");
            selam.makeWallet();
            Orders.receive(selam, node.wallet(), new DeskApi(node.issuer(), node.staff("recognition-office")), CASE,
                    "qualification");

            JsonNode first = municipality.post("exchanges", order(node));
            Orders.isAsked(selam, node.wallet(), first, "inbox-opt-in");
            assertThat(phone.page().locator("input[name=write]").isChecked()).as("never beforehand").isFalse();
            phone.page().locator("input[name=write]").check();
            selam.sharesAll();
            String id = first.path("exchange_id").asString();
            assertThat(Orders.await(municipality, id, "DELIVERED").path("can_write").asBoolean()).isTrue();
            phone.click("form.lock button").look("inbox-locked");

            SignIn.at(desk, node.verifier() + "/harbour-municipality/desk", account);
            String sent = askAgain(desk, node.verifier(), id);
            Await.until("the question is sent", () -> desk.open(sent).words().contains("The question was sent"));
            desk.look("inbox-sent");
            assertThat(desk.words()).contains("You cannot see whether they have read it").doesNotContain("Make a code");

            selam.unlocks();
            assertThat(phone.look("inbox-waiting").words()).contains("1 question is waiting for your answer",
                    "Harbour Municipality");
            phone.open(node.wallet(), "/ar/home").look("inbox-waiting-ar");
            assertThat(phone.words()).contains("سؤال واحد ينتظر جوابك");
            phone.open(node.wallet(), "/en/home").click("#waiting a").arrives("/requests/[^/]+").look("inbox-question");
            assertThat(phone.page().locator("input[name=write]").count()).as("they may already").isZero();
            selam.sharesAll();
            Await.until("the data are there", () -> desk.open(sent).words().contains("The data are here"));

            phone.open(node.wallet(), "/ar/consents").look("inbox-consents-ar");
            phone.open(node.wallet(), "/en/consents").look("inbox-consents");
            phone.click("#inboxes form button").look("inbox-taken-back");
            assertThat(phone.words()).contains("That office cannot write to you any more");
            String closed = askAgain(desk, node.verifier(), id);
            Await.until("the sending fails plainly",
                    () -> desk.open(closed).words().contains("does not let you write to their wallet any more"));
            desk.look("inbox-closed");
            assertThat(municipality.get("exchanges/" + id).has("can_write")).isFalse();
            phone.open(node.wallet(), "/en/home");
            assertThat(phone.words()).doesNotContain("waiting for your answer");
        }
    }

    private static String askAgain(Screen desk, URI verifier, String earlier) {
        desk.open(verifier, "/harbour-municipality/desk/exchanges/" + earlier).look("inbox-earlier");
        desk.click("#write").arrives("/harbour-municipality/desk/exchanges").look("inbox-form");
        desk.fill("#until", LocalDate.now(java.time.ZoneOffset.UTC).plusDays(30).toString());
        return desk.click("form.stack:has(input[name=inbox]) button")
                .arrives("/desk/exchanges/[^/]+")
                .page()
                .url();
    }

    private static String order(OneNode node) {
        return """
                {"intended_use":"fetch-diploma","source":"%s/recognition-office","until":"%s"}""".formatted(
                node.issuer(),
                Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
    }
}
