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
import tools.jackson.databind.JsonNode;

/** An office checks something under a law; the person was not asked, sees it, objects, and is answered. */
final class LegalDutyStory {
    private static final String GROUNDS = "The law asks for this check each year.";
    private final Stage stage;
    private final DeskApi requester;
    private final Screen phone;
    private final Holder person;

    /**
     * Where it plays.
     *
     * @param name of its pictures
     * @param wallet of the person
     * @param office desk of the authority that has the data
     * @param source identifier of that authority
     * @param number of the person in its register
     * @param surname of the person
     * @param card that the person gets there
     * @param requester desk of the office that asks
     * @param requesterName as the person reads it
     * @param agreedUse rests on consent
     * @param lawfulUse rests on a law
     * @param purpose beginning of what the law's use is for, in the register's words
     * @param claim the only one of the law's use
     * @param ledger that keeps the access
     * @param ledgerKey of its log
     */
    record Stage(String name, URI wallet, DeskApi office, String source, String number, String surname, String card,
                 DeskApi requester, String requesterName, String agreedUse, String lawfulUse, String purpose,
                 String claim, URI ledger, Path ledgerKey) {}

    private LegalDutyStory(Stage stage, Chromium chromium) {
        this.stage = stage;
        this.requester = stage.requester();
        this.phone = chromium.phone(stage.name(), 320);
        this.person = new Holder(phone, stage.wallet(), "en");
    }

    /** Plays it. */
    static void play(Stage stage, Chromium chromium) {
        var story = new LegalDutyStory(stage, chromium);
        story.person.makeWallet();
        Orders.receive(story.person, stage.wallet(), stage.office(), stage.number(), stage.card());
        String id = story.isFetchedWithoutAsking(story.agreedExchange());
        story.personSeesItAndObjects();
        story.nothingComesMeanwhile(id);
        story.isAnswered(id);
        assertThat(LedgerCli.run("fsck", stage.ledger() + "/tlog", "--key", stage.ledgerKey().toString()))
                .contains("This log holds");
    }

    private String agreedExchange() {
        JsonNode order = requester.post("exchanges", """
                {"intended_use":"%s","source":"%s","until":"%s","every":"P1M"}""".formatted(stage.agreedUse(),
                stage.source(), Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)));
        person.isAsked(Orders.inWallet(stage.wallet(), "request", order.path("request").asString()));
        person.sharesAll();
        String id = order.path("exchange_id").asString();
        Orders.await(requester, id, "WAITING");
        return id;
    }

    private String isFetchedWithoutAsking(String agreed) {
        JsonNode order = requester.post("exchanges", """
                {"intended_use":"%s","known_by":"%s","until":"%s","every":"P1M"}""".formatted(stage.lawfulUse(),
                agreed, Instant.now().plus(60, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)));
        String id = order.path("exchange_id").asString();
        assertThat(order.has("request")).as("nobody is asked").isFalse();
        JsonNode delivered = Orders.await(requester, id, "WAITING");
        assertThat(Orders.received(requester, delivered).propertyNames()).as("what is registered")
                .containsExactly(stage.claim());
        return id;
    }

    private void personSeesItAndObjects() {
        phone.open(stage.wallet(), "/en/entries").look("law-entries");
        assertThat(phone.words()).contains("They used a law to ask for your data", stage.requesterName(),
                "Your consent was not asked, because a public task needs it", stage.purpose(),
                "http://data.europa.eu/eli/dir/2005/36/oj").doesNotContain(stage.surname());
        assertThat(phone.open(stage.wallet(), "/ar/entries").look("law-entries-ar").words())
                .contains("لم تُطلب موافقتك");
        phone.open(stage.wallet(), "/en/entries");
        phone.click("form[action*='/object'] summary")
                .fill("form[action*='/object'] textarea", "My case is closed.");
        phone.click("form[action*='/object'] button").arrives("/entries");
        assertThat(phone.look("law-objected").words()).contains("You objected", "My case is closed.",
                "They must answer you by");
    }

    private void nothingComesMeanwhile(String id) {
        Await.until("the desk hears of it", () -> !requester.get("objections").isEmpty());
        JsonNode objection = requester.get("objections").get(0);
        assertThat(objection.path("state").asString()).isEqualTo("OPEN");
        assertThat(Instant.parse(objection.path("due_at").asString()))
                .isAfter(Instant.now().plus(27, ChronoUnit.DAYS));
        assertThat(Orders.await(requester, id, "DENIED").path("reason").asString()).isEqualTo("objected");
        requester.post("exchanges/" + id + "/retry", "{}");
        Orders.await(requester, id, "DENIED");
    }

    private void isAnswered(String id) {
        String record = requester.get("objections").get(0).path("record").asString();
        requester.post("objections/" + record, "{\"grounds\":\"" + GROUNDS + "\"}");
        assertThat(phone.open(stage.wallet(), "/en/entries").look("law-answered").words())
                .contains("They go on, and say why", GROUNDS, "They asked for your data and got nothing");
        requester.post("exchanges/" + id + "/retry", "{}");
        Orders.await(requester, id, "WAITING");
    }
}
