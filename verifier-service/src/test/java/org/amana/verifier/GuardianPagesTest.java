package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.core.consent.RecordId;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.DeskBrowser;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.GuardianBench;
import org.amana.verifier.testing.GuardianBench.Both;
import org.amana.verifier.testing.TestSource.Reply;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the desk shows of young people and their guardians, as a browser without JavaScript meets it. */
class GuardianPagesTest {
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final GuardianBench guardians = new GuardianBench(bench);
    private final String desk = world.baseUrl + "/harbour-bakery/desk";
    private final DeskBrowser browser = new DeskBrowser();

    @BeforeEach
    void signIn() throws Exception {
        bench.clean();
        world.bean(JdbcClient.class).sql("delete from exchange_denial").update();
        browser.signIn(world, "baker");
    }

    @Test
    void order_fromTheTickToBothAnswers_saysWhoActs() throws Exception {
        assertThat(browser.get(desk + "/exchanges"))
                .contains("The person is under age; a guardian has to agree as well");
        HttpResponse<String> asked = browser.submit(desk + "/exchanges", browser.get(desk + "/exchanges"),
                "use=fetch-diploma&source=" + DeskBrowser.encode(world.source.office.id)
                        + "&claim=0.0&claim=0.1&claim=0.2&until=2027-03-01&every=&guardian=true");
        String page = asked.uri().toString();
        assertThat(asked.body()).contains("Let the person scan this code", "A representative acts",
                "The young person has not answered");
        Opened person = new Opened(DeskBrowser.id(asked), bench.wallet.fetch(DeskBrowser.link(asked.body())),
                new RecordId("C".repeat(21) + "A"));
        bench.agree(person);

        String toGuardian = browser.get(page);
        assertThat(toGuardian).contains("Give this to the guardian", "<svg class=\"qr\"",
                "data-state=\"ASKED_GUARDIAN\"", "The young person said yes.");
        assertThat(DeskBrowser.link(toGuardian)).isNotEqualTo(DeskBrowser.link(asked.body()));
        Both both = guardians.askGuardian(person);
        assertThat(browser.get(page)).doesNotContain("openid4vp://").contains("has the question in their wallet");
        guardians.given(both.guardian(), both.guardian().terms());
        guardians.present(both.guardian(), guardians.mandate());
        assertThat(browser.get(page)).contains("The young person and their guardian agreed", "Family Court",
                "Mandate ends on");
        bench.run();
        assertThat(browser.get(page)).contains("The data are here.", "A representative acts",
                "The young person said yes.");
    }

    @Test
    void order_ofSomebodyWhoDecidesAlone_namesNoRepresentative() throws Exception {
        assertThat(browser.get(desk + "/exchanges/" + bench.agreed().id())).doesNotContain("A representative acts");
    }

    @Test
    void disagreement_canBeAskedAgain() throws Exception {
        Opened person = conflict();
        String list = browser.get(desk + "/disagreements");
        assertThat(list).contains("The young person said yes, their guardian said no", person.id(), "Ask both again",
                "Close with a note");
        HttpResponse<String> again = browser.submit(desk + "/disagreements/" + person.id(), list, "act=again");
        assertThat(again.uri().toString()).doesNotContain(person.id());
        assertThat(again.body()).contains("Let the person scan this code", "Asked again after a disagreement",
                person.id());
        assertThat(browser.get(desk + "/disagreements")).doesNotContain(person.id());
        assertThat(browser.get(desk + "/exchanges/" + person.id())).contains("Both were asked again", "Seen to");
    }

    @Test
    void disagreement_canBeClosedWithANote() throws Exception {
        Opened person = conflict();
        String list = browser.get(desk + "/disagreements");
        assertThat(browser.submit(desk + "/disagreements/" + person.id(), list, "act=close&note=").body())
                .contains("role=\"alert\"", "the note is a text of at most 500 characters");
        String closed = browser.submit(desk + "/disagreements/" + person.id(), list,
                "act=close&note=Anna+spoke+with+both+%3Cb%3E").body();
        assertThat(closed).contains("Anna spoke with both &lt;b&gt;", "Seen to").doesNotContain("Try again now");
        assertThat(browser.submit(desk + "/disagreements/" + person.id(), list, "act=again").body())
                .contains("role=\"alert\"", "somebody has seen to it before");
    }

    @Test
    void personWhoCannotSay_isListedInPlainWords() throws Exception {
        Opened person = guardians.open();
        guardians.declines(person, "not_able");
        assertThat(browser.get(desk + "/disagreements"))
                .contains("The young person cannot say and would like somebody");
        assertThat(browser.get(desk + "/exchanges/" + person.id())).contains("The young person cannot say.");
    }

    @Test
    void suspended_saysWhatItWaitsFor() throws Exception {
        Both both = guardians.agreed();
        String page = desk + "/exchanges/" + both.person().id();
        assertThat(browser.get(page)).doesNotContain("Waits since");
        world.source.answering = request -> Reply.problem(403, "suspended");
        bench.run();
        assertThat(browser.get(page)).contains("of age now", "until they renew the consent themselves", "Waits since")
                .doesNotContain("Try again now");
    }

    @Test
    void oversight_countsAndLinks() throws Exception {
        Opened disagreed = conflict();
        Both suspended = guardians.agreed();
        world.source.answering = request -> Reply.problem(403, "suspended");
        bench.run();
        Opened denied = bench.agreed();
        world.source.answering = request -> Reply.problem(403, "expired");
        bench.run();
        Opened erased = bench.agreed();
        bench.withdraw(erased);
        world.bean(JdbcClient.class)
                .sql("update erasure_confirmation set erased_at = :old, acknowledged_at = null where record = :record")
                .param("old", Timestamp.from(world.clock.instant().minus(Duration.ofHours(25))))
                .param("record", erased.record().value())
                .update();

        assertThat(browser.get(desk + "/disagreements")).doesNotContain("/desk/oversight");
        browser.signIn(world, "bakery-dpo");
        assertThat(browser.get(desk + "/disagreements")).contains("/desk/oversight");
        String page = browser.get(desk + "/oversight");
        assertThat(card(page, "conflicts")).contains("notice", "/desk/disagreements");
        assertThat(card(page, "suspended")).contains(suspended.person().id());
        assertThat(card(page, "denials")).contains("suspended", "expired", denied.id(), suspended.person().id());
        assertThat(card(page, "erasures")).contains("class=\"no\"", erased.id());
        assertThat(card(page, "rights")).contains("/desk/rights");
        assertThat(page).doesNotContain("Habte", "Nursing", disagreed.record().value());
    }

    @Test
    void oversight_forgetsDenialsAfterThirtyDaysAndKnowsNoOtherOrganisations() throws Exception {
        guardians.agreed();
        world.source.answering = request -> Reply.problem(403, "guardian_missing");
        bench.run();
        browser.signIn(world, "bakery-dpo");
        assertThat(card(browser.get(desk + "/oversight"), "denials")).contains("guardian_missing");
        var rows = world.bean(JdbcClient.class);
        rows.sql("update exchange_denial set organisation = 'river-mill'").update();
        assertThat(card(browser.get(desk + "/oversight"), "denials")).contains("Nothing was denied");
        rows.sql("update exchange_denial set organisation = 'harbour-bakery', at = :old")
                .param("old", Timestamp.from(world.clock.instant().minus(Duration.ofDays(30)).minusSeconds(1)))
                .update();
        assertThat(card(browser.get(desk + "/oversight"), "denials")).contains("Nothing was denied");
    }

    @Test
    void pages_ofAnotherOrganisation_areClosed() throws Exception {
        for (String page : new String[]{"disagreements", "oversight"})
            assertThat(browser.status(world.baseUrl + "/river-mill/desk/" + page)).isEqualTo(403);
    }

    @Test
    void oversight_ofClerks_isAPageThatSaysWhy() throws Exception {
        HttpResponse<String> refused = browser.open(desk + "/oversight");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/html"));
        assertThat(refused.body()).doesNotContain("id=\"conflicts\"");
    }

    private Opened conflict() throws Exception {
        Both both = guardians.personAgrees();
        guardians.declines(both.guardian(), "");
        return both.person();
    }

    private static String card(String page, String id) {
        Matcher card = Pattern.compile("<li class=\"card\" id=\"" + id + "\">.*?</li>", Pattern.DOTALL).matcher(page);
        assertThat(card.find()).isTrue();
        return card.group();
    }

}
