package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Wrong input at the published APIs: each has its sentence, and nothing is lost. */
class WrongInputIT {

    private static OneNode node;
    private static Desks desks;
    private static HeadlessWallet wallet;

    /** Offers on the screen are dead after a second here; those by letter live for their two weeks. */
    @BeforeAll
    static void startNode(@TempDir Path folder) {
        node = OneNode.start(folder, "--amana.issuer.offer.screen-validity=PT1S");
        desks = new Desks(node);
        wallet = HeadlessWallet.create(node.wallet());
    }

    @AfterAll
    static void stopNode() {
        node.close();
    }

    @Test
    void accept_ofAUsedOffer_isRefusedAndTheFirstCardStays() {
        HeadlessWallet thief = HeadlessWallet.create(node.wallet());
        Desks.Offer offer = desks.offer("L-0010", "letter");
        String readBefore = thief.open(offer.link());
        int cards = wallet.cardCount();
        wallet.accept(wallet.open(offer.link()), offer.txCode()).require(200);

        thief.accept(readBefore, offer.txCode()).requireRefusal(422, "code_refused");

        assertThat(thief.cardCount()).isZero();
        assertThat(wallet.cardCount()).isEqualTo(cards + 1);
        assertThat(desks.copies(offer.person())).hasSize(10);
    }

    @Test
    void accept_ofAnExpiredOffer_isRefused() {
        Desks.Offer offer = desks.offer("L-0011", "screen");
        Await.until("the offer expires", () -> desks.state(offer).equals("EXPIRED"));

        HeadlessWallet late = HeadlessWallet.create(node.wallet());
        HeadlessWallet.Answer opened = late.tryOpen(offer.link());

        // an offer by value carries no date, so the wallet may read it and learns of the end when it redeems
        HeadlessWallet.Answer refused = opened.status() == 201
                ? late.accept(opened.body().path("issuance_id").asString(), offer.txCode())
                : opened;
        refused.requireRefusal(422, opened.status() == 201 ? "code_refused" : "offer_refused");
        assertThat(late.cardCount()).isZero();
        assertThat(desks.copies(offer.person())).isEmpty();
    }

    @Test
    void open_ofAnUnknownOffer_isRefused() {
        String link = "openid-credential-offer://?credential_offer_uri=" + URLEncoder.encode(
                node.issuer() + "/labour-office/offers/nobody-made-this-one", StandardCharsets.UTF_8);

        wallet.tryOpen(link).requireRefusal(422, "offer_refused");
        wallet.tryOpen("not an offer at all").requireRefusal(422, "offer_refused");
    }

    @Test
    void accept_withFiveWrongCodes_locksTheOfferEvenForTheRightOne() {
        HeadlessWallet guesser = HeadlessWallet.create(node.wallet());
        Desks.Offer offer = desks.offer("L-0012", "letter");
        String issuance = guesser.open(offer.link());
        for (int i = 0; i < 5; i++) {
            assertThat(desks.state(offer)).isEqualTo("OFFERED");
            guesser.accept(issuance, offer.wrongCode()).requireRefusal(422, "code_refused");
        }

        assertThat(desks.state(offer)).isEqualTo("LOCKED");
        guesser.accept(issuance, offer.txCode()).requireRefusal(422, "code_refused");
        assertThat(guesser.cardCount()).isZero();
        Desks.Offer fresh = desks.offer("L-0012", "letter");
        guesser.accept(guesser.open(fresh.link()), fresh.txCode()).require(200);
    }

    @Test
    void import_withABrokenRow_saysWhatToMendAndTakesNothingOfThatRow() {
        DeskApi office = desks.office();
        String rows = """
                register_number,given_name,family_name,birth_date
                T-0001,Hana,Goodrow,1991-04
                T-0002,Omar,Badrow,the year of the flood
                T-0003,Lina,Goodrow,1988
                """;
        String id = office.post("imports?dry_run=false", "text/csv; charset=utf-8", rows).path("import_id").asString();
        Await.until("the import ends", () -> !office.get("imports/" + id).path("state").asString().equals("RUNNING"));

        JsonNode run = office.get("imports/" + id);
        assertThat(run.path("state").asString()).isEqualTo("DONE");
        assertThat(run.path("accepted").asInt()).as(run.toString()).isEqualTo(2);
        assertThat(run.path("refused").asInt()).isEqualTo(1);
        JsonNode error = run.at("/errors/0");
        assertThat(error.path("row").asInt()).as("as a spreadsheet counts").isEqualTo(3);
        assertThat(error.path("column").asString()).isEqualTo("birth_date");
        assertThat(error.path("message").asString()).contains("the year of the flood", "write 1991");
        assertThat(office.get("people?q=T-0002").path("people")).isEmpty();
        assertThat(office.get("people?q=T-0001").path("people")).hasSize(1);
    }
}
