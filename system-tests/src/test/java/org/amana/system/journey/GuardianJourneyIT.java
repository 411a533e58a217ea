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

/**
 * A court asks for the age assessment of somebody under age: the young person says yes and their guardian no, then both
 * yes; then the young person turns 18, and it goes on by their own word alone.
 */
@Tag("long")
class GuardianJourneyIT {
    private static final String COURT = "harbour-youth-court";
    private static final String NAME = "Mensah";

    @Test
    void ageAssessment_needsBoth_andTheirOwnWordOnceOfAge(@TempDir Path folder) {
        try (Chromium chromium = new Chromium(); OneNode node = OneNode.start(folder)) {
            Holder yara = holder(chromium, node, "guardian-yara", "en");
            Holder rosa = holder(chromium, node, "guardian-rosa", "ar");
            receive(node, yara, "asylum-authority", "A-0001", "age-assessment");
            receive(node, rosa, "juvenile-court", "G-0001", "guardian-mandate");
            DeskApi court = new DeskApi(node.verifier(), node.staff(COURT));
            Screen clerk = chromium.desk("guardian-clerk");
            SignIn.at(clerk, node.verifier() + "/" + COURT + "/desk", node.staff(COURT));

            String again = theyDisagree(node, court, clerk, yara, rosa);
            String id = bothAgree(node, court, clerk, again, yara, rosa);
            isOfAge(node, court, id, yara, rosa);

            Path receipt = folder.resolve("receipt.json");
            yara.downloadReceipt(receipt);
            assertThat(LedgerCli.run("receipt", receipt.toString(), "--key", node.ledgerKey().toString()))
                    .contains("This receipt holds");
            assertThat(LedgerCli.run("fsck", node.ledger() + "/tlog", "--key", node.ledgerKey().toString()))
                    .contains("This log holds");
        }
    }

    private static Holder holder(Chromium chromium, OneNode node, String name, String language) {
        var holder = new Holder(chromium.phone(name, 320), node.wallet(), language);
        holder.makeWallet();
        return holder;
    }

    private static void receive(OneNode node, Holder holder, String authority, String number, String type) {
        DeskApi office = new DeskApi(node.issuer(), node.staff(authority));
        JsonNode offer = office.post("people/" + office.person(number) + "/offers",
                "{\"credential_configuration_id\":\"" + type + "\",\"delivery\":\"screen\"}");
        holder.receive(inWallet(node, "offer", offer.path("credential_offer").asString()),
                offer.path("tx_code").asString());
    }

    /** The id of the order by which both are asked again. */
    private static String theyDisagree(OneNode node, DeskApi court, Screen clerk, Holder yara, Holder rosa) {
        JsonNode order = court.post("exchanges", """
                {"intended_use":"learn-assessed-age","source":"%s/asylum-authority","until":"%s","every":"P1M",
                 "with_guardian":true}""".formatted(node.issuer(),
                Instant.now().plus(150, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)));
        String id = order.path("exchange_id").asString();
        asks(node, order, yara, "guardian-request-child");
        assertThat(yara.phone().words()).contains("Harbour Youth Court", "Asylum Authority",
                "Nothing is sent unless both say yes");
        yara.sharesAll();
        asks(node, await(court, id, "ASKED_GUARDIAN"), rosa, "guardian-request-guardian");
        rosa.saysNo();
        rosa.phone().arrives("/requests/[^/]+/refused").look("guardian-refused");
        JsonNode conflict = await(court, id, "CONFLICT");
        assertThat(conflict.path("deliveries")).isEmpty();
        clerk.open(node.verifier(), "/" + COURT + "/desk/exchanges/" + id).look("guardian-conflict");
        return court.post("exchanges/" + id + "/again", "{}").path("exchange_id").asString();
    }

    private static String bothAgree(OneNode node, DeskApi court, Screen clerk, String id, Holder yara, Holder rosa) {
        asks(node, court.get("exchanges/" + id), yara, "guardian-request-again");
        yara.sharesAll();
        asks(node, await(court, id, "ASKED_GUARDIAN"), rosa, "guardian-request-again");
        rosa.sharesAll();
        JsonNode delivered = await(court, id, "WAITING");
        assertThat(delivered.at("/guardian/views").asString()).as("the court knows who acted").isEqualTo("yes");
        assertThat(delivered.at("/guardian/mandate_issuer").asString()).endsWith("/juvenile-court");
        JsonNode data = court.get("received/" + delivered.at("/deliveries/0/received_id").asString()).at("/data/0");
        assertThat(data.path("claims").propertyNames()).as("what was consented to, nothing else")
                .isSubsetOf("is_minor", "lowest_age", "confidence", "method", "date", "appeal_open")
                .contains("is_minor");
        clerk.open(node.verifier(), "/" + COURT + "/desk/exchanges/" + id).look("guardian-delivered");
        assertThat(yara.phone().open(node.wallet(), "/en/consents").look("guardian-child-consents").words())
                .contains("Your guardian agreed");
        rosa.phone().open(node.wallet(), "/ar/consents").look("guardian-guardian-consents");
        assertThat(rosa.phone().words()).doesNotContain(NAME);
        assertThat(yara.phone().open(node.wallet(), "/en/entries").look("guardian-child-entries").words())
                .contains("They got your data")
                .doesNotContain(NAME);
        return id;
    }

    /** 101 days later, which is after the birthday and after the copies of both cards ended. */
    private static void isOfAge(OneNode node, DeskApi court, String id, Holder yara, Holder rosa) {
        node.end();
        node.restart("--amana.demo-clock-ahead=101d");
        assertThat(await(court, id, "SUSPENDED").path("deliveries").size()).isEqualTo(1);
        yara.unlocks();
        yara.makesItTheirOwn();
        Await.until("the series goes on", () -> court.get("exchanges/" + id).path("deliveries").size() == 2);
        yara.phone().open(node.wallet(), "/en/consents").look("guardian-of-age");
        rosa.unlocks();
        rosa.phone().open(node.wallet(), "/ar/consents").look("guardian-of-age");

        yara.withdrawsConsent();
        JsonNode withdrawn = await(court, id, "WITHDRAWN");
        assertThat(withdrawn.path("deliveries")).allSatisfy(
                delivery -> assertThat(delivery.path("state").asString()).isEqualTo("ERASED"));
    }

    private static void asks(OneNode node, JsonNode order, Holder holder, String look) {
        holder.isAsked(inWallet(node, "request", order.path("request").asString()));
        holder.phone().look(look);
    }

    private static JsonNode await(DeskApi court, String id, String state) {
        try {
            Await.until("the order is " + state,
                    () -> court.get("exchanges/" + id).path("state").asString().equals(state));
        } catch (AssertionError e) {
            throw new AssertionError(court.get("exchanges/" + id).toString(), e);
        }
        return court.get("exchanges/" + id);
    }

    private static String inWallet(OneNode node, String page, String link) {
        return node.wallet() + "/en/" + page + "?uri=" + URLEncoder.encode(link, StandardCharsets.UTF_8);
    }
}
