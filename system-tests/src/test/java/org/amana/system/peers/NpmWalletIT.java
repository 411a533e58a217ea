package org.amana.system.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A foreign wallet gets a credential from our issuer and presents it to our verifier. */
class NpmWalletIT {

    private static OneNode node;

    @BeforeAll
    static void startNode(@TempDir Path folder) {
        node = OneNode.start(folder);
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @Test
    void receiveAndPresent_withIndependentLibraries_bothSidesSayYes() {
        DeskApi desk = new DeskApi(node.issuer(), node.staff("labour-office"));
        DeskApi employer = new DeskApi(node.verifier(), node.staff("harbour-bakery"));
        JsonNode offer = offer(desk);
        JsonNode check = employer.post("checks",
                """
                        {"intended_use":"check-right-to-work","job":"Baker","occupation":"http://data.europa.eu/esco/isco/C7512",
                         "sector":"C","hours_per_week":20,"start_date":"2026-12-01"}""");

        NpmProgram.Run run = NpmProgram.wallet(node.anchors(), "--offer", offer.path("credential_offer").asString(),
                "--tx-code", offer.path("tx_code").asString(), "--copies", "3", "--request",
                check.path("request").asString());

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.step("received").path("verdict").asString()).isEqualTo("verified");
        assertThat(run.step("answered").path("verdict").asString()).isEqualTo("accepted");
        String state = employer.get("checks/" + check.path("check_id").asString()).path("state").asString();
        assertThat(state).isEqualTo("MATCH");
    }

    @Test
    void receive_withTheWrongCode_isRefused() {
        JsonNode offer = offer(new DeskApi(node.issuer(), node.staff("labour-office")));
        String wrong = offer.path("tx_code").asString().equals("000000") ? "111111" : "000000";

        NpmProgram.Run run = NpmProgram.wallet(node.anchors(), "--offer", offer.path("credential_offer").asString(),
                "--tx-code", wrong);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("invalid_grant");
    }

    private static JsonNode offer(DeskApi desk) {
        return desk.post("people/" + desk.person("") + "/offers",
                "{\"credential_configuration_id\":\"right-to-work\",\"delivery\":\"screen\"}");
    }
}
