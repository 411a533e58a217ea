package org.amana.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Staff of one authority can neither see nor act for another: not by the other's path, not by the other's ids. */
@IssuerTest
class TenancyTest {
    private final Offices offices;
    private final Desk stranger;

    TenancyTest(@Autowired Offices offices) {
        this.offices = offices;
        this.stranger = offices.recognition();
    }

    @Test
    void path_whenOfAnotherAuthority_isForbiddenOnEveryEndpoint() {
        Desk desk = stranger.at("labour-office");
        String person = offices.labour().person("L-0001");
        for (String path : List.of("people", "people?q=a", "people/" + person, "people/" + person + "/credentials",
                "offers/" + person, "imports/" + person, "audit")) {
            assertThat(desk.get(path).status()).as(path).isEqualTo(403);
        }
        ObjectNode order = StrictJson.object()
                .put("credential_configuration_id", "right-to-work")
                .put("delivery", "screen");
        for (String path : List.of("people/" + person + "/offers", "offers/" + person + "/withdraw",
                "credentials/" + person + "/suspend", "credentials/" + person + "/reinstate",
                "credentials/" + person + "/revoke")) {
            assertThat(desk.post(path, order).status()).as(path).isEqualTo(403);
        }
        assertThat(desk.post("imports?dry_run=true", "text/csv", new byte[0]).status()).isEqualTo(403);
    }

    @Test
    void id_whenOfAnotherAuthority_isNotThere() {
        var offered = offices.offered();
        TestWallet wallet = offered.wallet();
        Answers.granted(wallet.requestCredentials(offered.token(), wallet.proofs(wallet.newKeys(1), wallet.nonce())));
        String person = offices.labour().person("L-0001");
        String card = offices.labour().credentials(person).get(0).get("credential_id").stringValue();
        String run = offices.labour()
                .post("imports?dry_run=true", "text/csv", Desk.resource("labour-office-register.csv"))
                .json()
                .get("import_id")
                .stringValue();

        for (String path : List.of("people/" + person, "people/" + person + "/credentials",
                "offers/" + offered.offerId(),
                "imports/" + run)) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
            assertThat(offices.labour().get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(stranger.change(card, "revoke", "not mine").status()).isEqualTo(404);
        assertThat(stranger.post("offers/" + offered.offerId() + "/withdraw", StrictJson.object()).status())
                .isEqualTo(404);
        assertThat(stranger.post("people/" + person + "/offers",
                StrictJson.object().put("credential_configuration_id", "qualification").put("delivery", "screen"))
                .status())
                .isEqualTo(404);
        assertThat(new String(stranger.get("people").body(), StandardCharsets.UTF_8)).doesNotContain("L-000");
        assertThat(new String(stranger.get("audit").body(), StandardCharsets.UTF_8)).doesNotContain(offered.offerId());
    }

    @Test
    void pages_whenOfAnotherAuthority_areForbidden_andNobodyIsSentToTheSignIn() {
        String person = offices.labour().person("L-0001");
        for (String path : List.of("/labour-office/desk", "/labour-office/desk/people/" + person,
                "/labour-office/desk/imports", "/labour-office/desk/audit")) {
            assertThat(stranger.page(path).status()).as(path).isEqualTo(403);
            assertThat(new Http().get(offices.uri(path)).status()).as(path).isEqualTo(302);
        }
    }

    @Test
    void audit_whenActed_thenSaysWhoAndWhatWithoutClaims() {
        var offered = offices.offered();
        String trail = new String(offices.labour().get("audit").body(), StandardCharsets.UTF_8);

        assertThat(trail).contains("OFFER_MADE", "labour-clerk", offered.offerId())
                .doesNotContain("Amina", "Haddad", offered.txCode());
    }
}
