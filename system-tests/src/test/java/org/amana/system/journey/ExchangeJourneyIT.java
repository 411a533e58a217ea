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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A municipality, on the telephone, has a diploma sent every month; the person types the code, says yes, sees it come, and takes it back. */
class ExchangeJourneyIT {
    private static final String CASE = "R-0001";
    private static final String SURNAME = "Tekle";

    @Test
    void diploma_sentByConsent_comesWithAProofAndIsGoneWhenItIsTakenBack(@TempDir Path folder) {
        try (Chromium chromium = new Chromium(); OneNode node = OneNode.start(folder)) {
            Screen phone = chromium.phone("exchange", 320);
            Holder selam = new Holder(phone, node.wallet(), "en");
            selam.makeWallet();
            receiveDiploma(node, selam);
            DeskApi municipality = new DeskApi(node.verifier(), node.staff("harbour-municipality"));

            JsonNode order = municipality.post("exchanges", order(node));
            String id = order.path("exchange_id").asString();
            assertThat(order.path("state").asString()).isEqualTo("ASKED");
            JsonNode code = municipality.post("exchanges/" + id + "/code", "").path("code");
            selam.wasToldACode("harbour-municipality", code.path("digits").asString());
            assertThat(municipality.get("exchanges/" + id).path("taken_at").asString()).isNotEmpty();
            phone.look("exchange-request");
            assertThat(phone.words()).contains("Harbour Municipality", "Office for the Recognition of Qualifications");
            selam.sharesAll();

            JsonNode delivered = await(municipality, id, "WAITING");
            JsonNode delivery = delivered.path("deliveries").get(0);
            JsonNode data = municipality.get("received/" + delivery.path("received_id").asString()).path("data").get(0);
            assertThat(data.path("claims").propertyNames()).as("what was consented to, nothing else")
                    .isSubsetOf("qualification", "given_name", "family_name");
            assertThat(data.path("claims").path("family_name").asString()).isEqualTo(SURNAME);
            assertThat(phone.open(node.wallet(), "/en/entries").look("exchange-entries").words())
                    .as("what happened, without values")
                    .contains("Harbour Municipality")
                    .doesNotContain(SURNAME);

            selam.withdrawsConsent();
            JsonNode withdrawn = await(municipality, id, "WITHDRAWN");
            assertThat(withdrawn.path("deliveries").get(0).path("state").asString()).isEqualTo("ERASED");
            assertThat(withdrawn.path("deliveries").size()).isEqualTo(1);
            selam.seesErasureConfirmed("Confirmed on");
            Path receipt = folder.resolve("receipt.json");
            selam.downloadReceipt(receipt);
            assertThat(LedgerCli.run("receipt", receipt.toString(), "--key", node.ledgerKey().toString()))
                    .contains("This receipt holds");
            assertThat(LedgerCli.run("fsck", node.ledger() + "/tlog", "--key", node.ledgerKey().toString()))
                    .contains("This log holds");
        }
    }

    private static void receiveDiploma(OneNode node, Holder selam) {
        DeskApi office = new DeskApi(node.issuer(), node.staff("recognition-office"));
        JsonNode offer = office.post("people/" + office.person(CASE) + "/offers",
                "{\"credential_configuration_id\":\"qualification\",\"delivery\":\"screen\"}");
        selam.receive(node.wallet() + "/en/offer?uri="
                + URLEncoder.encode(offer.path("credential_offer").asString(), StandardCharsets.UTF_8),
                offer.path("tx_code").asString());
    }

    private static String order(OneNode node) {
        return """
                {"intended_use":"fetch-diploma","source":"%s/recognition-office","until":"%s","every":"P1M"}"""
                .formatted(node.issuer(), Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
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
