package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The court that appointed a guardian takes the mandate back while a series of deliveries runs: the next one is denied. */
@Tag("long")
class RevokedMandateIT {
    private static final String SOURCE = "asylum-authority";
    private static final String COURT_OF_GUARDIANS = "juvenile-court";
    private static final String GUARDIAN_CASE = "G-0001";

    @Test
    void mandateRevoked_theNextDeliveryIsDenied(@TempDir Path folder) throws Exception {
        try (OneNode node = OneNode.start(folder, "--amana.verifier.exchange.run-every=PT0.5S")) {
            HeadlessWallet child = holding(node, SOURCE, "A-0001", "age-assessment");
            HeadlessWallet guardian = holding(node, COURT_OF_GUARDIANS, GUARDIAN_CASE, "guardian-mandate");
            DeskApi youthCourt = new DeskApi(node.verifier(), node.staff("harbour-youth-court"));
            String order = bothAgree(node, youthCourt, child, guardian);

            revokeMandate(node);
            node.end();
            node.restart("--amana.demo-clock-ahead=35d");

            JsonNode state = await(youthCourt, order, "SUSPENDED");
            assertThat(state.path("deliveries")).hasSize(1);
            assertThat(state.path("reason").asString()).isEqualTo("suspended");
            assertThat(state.path("message").asString())
                    .contains("the mandate of their guardian has ended", "Nothing is sent");
            child.unlock();
            PersonsFile file = PersonsFile.of(child, node);
            String record = state.path("record").asString();
            assertThat(file.permits(record)).containsExactly("DELIVERED");
            assertThat(file.denials(record)).containsExactly("suspended");
            file.requireAgreesWithLog(node, folder);
        }
    }

    private static HeadlessWallet holding(OneNode node, String authority, String number, String type) {
        HeadlessWallet wallet = HeadlessWallet.create(node.wallet());
        DeskApi office = new DeskApi(node.issuer(), node.staff(authority));
        JsonNode offer = office.post("people/" + office.person(number) + "/offers",
                "{\"credential_configuration_id\":\"" + type + "\",\"delivery\":\"screen\"}");
        wallet.accept(wallet.open(offer.path("credential_offer").asString()), offer.path("tx_code").asString())
                .require(200);
        return wallet;
    }

    private static String bothAgree(OneNode node, DeskApi youthCourt, HeadlessWallet child, HeadlessWallet guardian) {
        JsonNode order = youthCourt.post("exchanges", """
                {"intended_use":"learn-assessed-age","source":"%s/%s","until":"%s","every":"P1M",
                 "with_guardian":true}""".formatted(node.issuer(), SOURCE,
                Instant.now().plus(150, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)));
        String id = order.path("exchange_id").asString();
        child.agree(order.path("request").asString());
        guardian.agree(await(youthCourt, id, "ASKED_GUARDIAN").path("request").asString());
        assertThat(await(youthCourt, id, "WAITING").path("deliveries")).hasSize(1);
        return id;
    }

    private static void revokeMandate(OneNode node) {
        DeskApi court = new DeskApi(node.issuer(), node.staff(COURT_OF_GUARDIANS));
        String credential = court.get("people/" + court.person(GUARDIAN_CASE) + "/credentials")
                .at("/0/credential_id")
                .asString();
        court.post("credentials/" + credential + "/revoke", "{\"reason\":\"Another guardian was appointed\"}");
    }

    private static JsonNode await(DeskApi youthCourt, String order, String expected) {
        Await.until("the order is " + expected,
                () -> youthCourt.get("exchanges/" + order).path("state").asString().equals(expected));
        return youthCourt.get("exchanges/" + order);
    }
}
