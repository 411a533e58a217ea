package org.amana.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.amana.system.browser.Chromium;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A municipality checks a diploma under a law; the person was not asked, sees it, objects, and is answered. */
@Tag("long")
class LegalDutyJourneyIT {
    private static final String CASE = "R-0001";
    private static final String SURNAME = "Tekle";

    @Test
    void diploma_fetchedUnderALaw_isSeenObjectedToAndAnswered(@TempDir Path folder) {
        try (Chromium chromium = new Chromium(); OneNode node = OneNode.start(folder)) {
            Screen phone = chromium.phone("legal-duty", 320);
            Holder selam = new Holder(phone, node.wallet(), "en");
            selam.makeWallet();
            receiveDiploma(node, selam);
            DeskApi municipality = new DeskApi(node.verifier(), node.staff("harbour-municipality"));
            String agreed = agreedExchange(node, municipality, selam);

            JsonNode order = municipality.post("exchanges", byLaw(agreed));
            String id = order.path("exchange_id").asString();
            assertThat(order.has("request")).as("nobody is asked").isFalse();
            JsonNode delivered = await(municipality, id, "WAITING");
            JsonNode data = municipality
                    .get("received/" + delivered.path("deliveries").get(0).path("received_id").asString())
                    .path("data")
                    .get(0);
            assertThat(data.path("claims").propertyNames()).as("what is registered").containsExactly("qualification");

            phone.open(node.wallet(), "/en/entries").look("law-entries");
            assertThat(phone.words()).contains("They used a law to ask for your data", "Harbour Municipality",
                    "Your consent was not asked, because a public task needs it",
                    "http://data.europa.eu/eli/dir/2005/36/oj")
                    .doesNotContain(SURNAME);
            assertThat(phone.open(node.wallet(), "/ar/entries").look("law-entries-ar").words())
                    .contains("لم تُطلب موافقتك");
            phone.open(node.wallet(), "/en/entries");
            phone.click("form[action*='/object'] summary")
                    .fill("form[action*='/object'] textarea", "My case is closed.");
            phone.click("form[action*='/object'] button").arrives("/entries");
            assertThat(phone.look("law-objected").words()).contains("You objected", "My case is closed.",
                    "They must answer you by");

            Await.until("the desk hears of it", () -> !municipality.get("objections").isEmpty());
            JsonNode objection = municipality.get("objections").get(0);
            assertThat(objection.path("state").asString()).isEqualTo("OPEN");
            assertThat(Instant.parse(objection.path("due_at").asString()))
                    .isAfter(Instant.now().plus(27, ChronoUnit.DAYS));
            assertThat(await(municipality, id, "DENIED").path("reason").asString()).isEqualTo("objected");
            municipality.post("exchanges/" + id + "/retry", "{}");
            await(municipality, id, "DENIED");

            municipality.post("objections/" + objection.path("record").asString(),
                    "{\"grounds\":\"The law asks for this check each year.\"}");
            assertThat(phone.open(node.wallet(), "/en/entries").look("law-answered").words())
                    .contains("They go on, and say why", "The law asks for this check each year.",
                            "They asked for your data and got nothing");
            municipality.post("exchanges/" + id + "/retry", "{}");
            await(municipality, id, "WAITING");
            assertThat(LedgerCli.run("fsck", node.ledger() + "/tlog", "--key", node.ledgerKey().toString()))
                    .contains("This log holds");
        }
    }

    private static String agreedExchange(OneNode node, DeskApi municipality, Holder selam) {
        JsonNode order = municipality.post("exchanges", """
                {"intended_use":"fetch-diploma","source":"%s/recognition-office","until":"%s","every":"P1M"}"""
                .formatted(node.issuer(), Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)));
        selam.isAsked(node.wallet() + "/en/request?uri="
                + URLEncoder.encode(order.path("request").asString(), StandardCharsets.UTF_8));
        selam.sharesAll();
        String id = order.path("exchange_id").asString();
        await(municipality, id, "WAITING");
        return id;
    }

    private static String byLaw(String agreed) {
        return """
                {"intended_use":"verify-diploma-by-law","known_by":"%s","until":"%s","every":"P1M"}"""
                .formatted(agreed, Instant.now().plus(60, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
    }

    private static void receiveDiploma(OneNode node, Holder selam) {
        DeskApi office = new DeskApi(node.issuer(), node.staff("recognition-office"));
        JsonNode offer = office.post("people/" + office.person(CASE) + "/offers",
                "{\"credential_configuration_id\":\"qualification\",\"delivery\":\"screen\"}");
        selam.receive(node.wallet() + "/en/offer?uri="
                + URLEncoder.encode(offer.path("credential_offer").asString(), StandardCharsets.UTF_8),
                offer.path("tx_code").asString());
    }

    private static JsonNode await(DeskApi municipality, String id, String state) {
        try {
            Await.until("the order is " + state,
                    () -> municipality.get("exchanges/" + id).path("state").asString().equals(state));
        } catch (AssertionError e) {
            throw new AssertionError(municipality.get("exchanges/" + id).toString(), e);
        }
        return municipality.get("exchanges/" + id);
    }
}
