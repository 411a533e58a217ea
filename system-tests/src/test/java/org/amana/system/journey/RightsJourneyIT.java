package org.amana.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A person asks a municipality to delete what it holds; the clerk does, or refuses, and the person can complain. */
@Tag("long")
class RightsJourneyIT {

    @ParameterizedTest
    @CsvSource({"en, They deleted it, R-0001, true", "ar, قالوا لا, R-0002, false"})
    void request_isAnsweredAtTheDesk_andProvedOffline(String language, String told, String caseNumber, boolean erases,
                                                      @TempDir Path folder) {
        try (Chromium chromium = new Chromium(); OneNode node = OneNode.start(folder)) {
            Screen phone = chromium.phone("rights-" + language, 320);
            Holder selam = new Holder(phone, node.wallet(), language);
            selam.makeWallet();
            DeskApi municipality = new DeskApi(node.verifier(), node.staff("harbour-municipality"));
            String order = received(node, selam, municipality, caseNumber);

            phone.open(node.wallet(), "/" + language + "/consents").look("consents");
            phone.page().locator("form[action*='/erasure'] button").focus();
            phone.page().keyboard().press("Enter");
            phone.arrives("/rights").look("asked");

            Screen clerk = chromium.desk("rights-clerk-" + language);
            SignIn.at(clerk, node.verifier() + "/harbour-municipality/desk", node.staff("harbour-municipality"));
            clerk.open(node.verifier(), "/harbour-municipality/desk/rights").look("inbox");
            if (erases) {
                clerk.click("main form button:not(.quiet)").arrives("/desk/rights");
            } else {
                clerk.click("summary");
                clerk.page().locator("select[name=outcome]").selectOption("REFUSED_OBLIGATION");
                clerk.click("details button").arrives("/desk/rights");
            }
            clerk.look("answered");
            assertThat(municipality.get("exchanges/" + order).path("deliveries").get(0).path("state").asString())
                    .isEqualTo(erases ? "ERASED" : "KEPT");

            Await.until("the answer in the wallet",
                    () -> phone.open(node.wallet(), "/" + language + "/rights").words().contains(told));
            phone.look("answer");
            phone.click("a[href*='/complaint']").arrives("/complaint").look("complaint");
            Path complaint = folder.resolve("complaint.json");
            Download download = phone.page().waitForDownload(() -> phone.click("a[download]"));
            download.saveAs(complaint);
            assertThat(LedgerCli.run("receipt", complaint.toString(), "--key", node.ledgerKey().toString()))
                    .contains("This receipt holds", "asked harbour-municipality to erase",
                            erases ? "answered ERASED" : "answered REFUSED_OBLIGATION");
            assertThat(LedgerCli.run("fsck", node.ledger() + "/tlog", "--key", node.ledgerKey().toString()))
                    .contains("This log holds");

            Screen officer = chromium.desk("rights-officer-" + language);
            SignIn.at(officer, node.ledger() + "/audit/desk", node.staff("audit"));
            assertThat(officer.open(node.ledger(), "/audit/desk/clocks?confirmed=true").look("clocks").words())
                    .contains("Requests of persons", "Answered in time")
                    .doesNotContain("Tekle");
        }
    }

    /** The municipality got the person's diploma from the recognition office, by consent; the id of its order. */
    private static String received(OneNode node, Holder selam, DeskApi municipality, String caseNumber) {
        DeskApi office = new DeskApi(node.issuer(), node.staff("recognition-office"));
        JsonNode offer = office.post("people/" + office.person(caseNumber) + "/offers",
                "{\"credential_configuration_id\":\"qualification\",\"delivery\":\"screen\"}");
        selam.receive(node.wallet() + "/en/offer?uri="
                + URLEncoder.encode(offer.path("credential_offer").asString(), StandardCharsets.UTF_8),
                offer.path("tx_code").asString());
        JsonNode order = municipality.post("exchanges", """
                {"intended_use":"fetch-diploma","source":"%s/recognition-office","until":"%s"}"""
                .formatted(node.issuer(), Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)));
        selam.isAsked(node.wallet() + "/en/request?uri="
                + URLEncoder.encode(order.path("request").asString(), StandardCharsets.UTF_8));
        selam.sharesAll();
        String id = order.path("exchange_id").asString();
        Await.until("the diploma has come",
                () -> municipality.get("exchanges/" + id).path("state").asString().equals("DELIVERED"));
        return id;
    }
}
