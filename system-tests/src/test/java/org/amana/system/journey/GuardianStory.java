package org.amana.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.amana.system.browser.Chromium;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.StaffAccount;
import tools.jackson.databind.JsonNode;

/**
 * A court asks for the age assessment of somebody under age: the young person says yes and their guardian no, then both
 * yes; then the young person turns 18, and it goes on by their own word alone.
 */
final class GuardianStory {
    private static final String NAME = "Mensah";
    private final Stage stage;
    private final DeskApi court;
    private final Screen clerk;
    private final Holder yara;
    private final Holder rosa;

    /**
     * Where it plays.
     *
     * @param name of its pictures
     * @param wallet of both people
     * @param asylumAuthority desk that gives the young person their card
     * @param guardianshipCourt desk that gives the guardian theirs
     * @param source identifier of the asylum authority
     * @param verifier of the court that asks
     * @param clerk of that court
     * @param use of that court
     * @param courtName as people read it
     * @param later has the clocks of all nodes go that far ahead
     * @param ledger that keeps the consents
     * @param ledgerKey of its log
     */
    record Stage(String name, URI wallet, DeskApi asylumAuthority, DeskApi guardianshipCourt, String source,
                 URI verifier, StaffAccount clerk, String use, String courtName, Clocks later, URI ledger,
                 Path ledgerKey) {}

    /** The clocks of all nodes, which stop and start again. */
    @FunctionalInterface
    interface Clocks {
        void goAhead(String time);
    }

    private GuardianStory(Stage stage, Chromium chromium) {
        this.stage = stage;
        this.court = new DeskApi(stage.verifier(), stage.clerk());
        this.yara = holder(chromium, "-yara", "en");
        this.rosa = holder(chromium, "-rosa", "ar");
        this.clerk = chromium.desk(stage.name() + "-clerk");
        SignIn.at(clerk, desk(), stage.clerk());
    }

    /** Plays it. */
    static void play(Stage stage, Chromium chromium, Path folder) {
        var story = new GuardianStory(stage, chromium);
        Orders.receive(story.yara, stage.wallet(), stage.asylumAuthority(), "A-0001", "age-assessment");
        Orders.receive(story.rosa, stage.wallet(), stage.guardianshipCourt(), "G-0001", "guardian-mandate");
        String again = story.theyDisagree();
        String id = story.bothAgree(again);
        story.isOfAge(id);
        story.holdsOffline(folder.resolve("receipt.json"));
    }

    private Holder holder(Chromium chromium, String name, String language) {
        var holder = new Holder(chromium.phone(stage.name() + name, 320), stage.wallet(), language);
        holder.makeWallet();
        return holder;
    }

    /** The id of the order by which both are asked again. */
    private String theyDisagree() {
        JsonNode order = court.post("exchanges", """
                {"intended_use":"%s","source":"%s","until":"%s","every":"P1M","with_guardian":true}"""
                .formatted(stage.use(), stage.source(),
                        Instant.now().plus(150, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)));
        String id = order.path("exchange_id").asString();
        Orders.isAsked(yara, stage.wallet(), order, "guardian-request-child");
        assertThat(yara.phone().words()).contains(stage.courtName(), "Asylum Authority",
                "Nothing is sent unless both say yes");
        yara.sharesAll();
        Orders.isAsked(rosa, stage.wallet(), Orders.await(court, id, "ASKED_GUARDIAN"), "guardian-request-guardian");
        rosa.saysNo();
        rosa.phone().arrives("/requests/[^/]+/refused").look("guardian-refused");
        assertThat(Orders.await(court, id, "CONFLICT").path("deliveries")).isEmpty();
        clerk.open(URI.create(desk()), "/exchanges/" + id).look("guardian-conflict");
        return court.post("exchanges/" + id + "/again", "{}").path("exchange_id").asString();
    }

    private String bothAgree(String id) {
        Orders.isAsked(yara, stage.wallet(), court.get("exchanges/" + id), "guardian-request-again");
        yara.sharesAll();
        Orders.isAsked(rosa, stage.wallet(), Orders.await(court, id, "ASKED_GUARDIAN"), "guardian-request-again");
        rosa.sharesAll();
        JsonNode delivered = Orders.await(court, id, "WAITING");
        assertThat(delivered.at("/guardian/views").asString()).as("the court knows who acted").isEqualTo("yes");
        assertThat(delivered.at("/guardian/mandate_issuer").asString()).endsWith("/juvenile-court");
        assertThat(Orders.received(court, delivered).propertyNames()).as("what was consented to, nothing else")
                .isSubsetOf("is_minor", "lowest_age", "confidence", "method", "date", "appeal_open")
                .contains("is_minor");
        clerk.open(URI.create(desk()), "/exchanges/" + id).look("guardian-delivered");
        assertThat(yara.phone().open(stage.wallet(), "/en/consents").look("guardian-child-consents").words())
                .contains("Your guardian agreed");
        rosa.phone().open(stage.wallet(), "/ar/consents").look("guardian-guardian-consents");
        assertThat(rosa.phone().words()).as("her own card says for whom").contains(NAME);
        assertThat(yara.phone().open(stage.wallet(), "/en/entries").look("guardian-child-entries").words())
                .contains("They got your data")
                .doesNotContain(NAME);
        return id;
    }

    /** 101 days later, which is after the birthday and after the copies of both cards ended. */
    private void isOfAge(String id) {
        stage.later().goAhead("101d");
        assertThat(Orders.await(court, id, "SUSPENDED").path("deliveries").size()).isEqualTo(1);
        clerk.open(URI.create(desk()), "/exchanges/" + id).look("guardian-suspended");
        yara.unlocks();
        yara.makesItTheirOwn();
        Await.until("the series goes on", () -> court.get("exchanges/" + id).path("deliveries").size() == 2);
        yara.phone().open(stage.wallet(), "/en/consents").look("guardian-of-age");
        rosa.unlocks();
        rosa.phone().open(stage.wallet(), "/ar/consents").look("guardian-of-age");

        yara.withdrawsConsent();
        JsonNode withdrawn = Orders.await(court, id, "WITHDRAWN");
        assertThat(withdrawn.path("deliveries")).allSatisfy(
                delivery -> assertThat(delivery.path("state").asString()).isEqualTo("ERASED"));
    }

    private void holdsOffline(Path receipt) {
        yara.downloadReceipt(receipt);
        assertThat(LedgerCli.run("receipt", receipt.toString(), "--key", stage.ledgerKey().toString()))
                .contains("This receipt holds");
        assertThat(LedgerCli.run("fsck", stage.ledger() + "/tlog", "--key", stage.ledgerKey().toString()))
                .contains("This log holds");
    }

    private String desk() {
        return stage.verifier() + "/" + stage.clerk().tenant() + "/desk";
    }
}
