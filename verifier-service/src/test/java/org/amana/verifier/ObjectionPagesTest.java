package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Optional;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.json.StrictJson;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.DeskBrowser;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestDesk;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the desk shows of objections to accesses by law, and the answer, as a browser without JavaScript meets it. */
class ObjectionPagesTest {
    private static final RecordId RECORD = new RecordId("BBBBBBBBBBBBBBBBBBBBBA");
    private static final RequestHash REQUEST = RequestHash.of("q.b.c");
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final TestDesk api = shared.desk;
    private final String desk = world.baseUrl + "/harbour-bakery/desk";
    private final DeskBrowser browser = new DeskBrowser();

    @BeforeEach
    void signIn() throws Exception {
        bench.clean();
        rows().sql("delete from objection").update();
        world.ledger.acknowledgeObjections(201);
        browser.signIn(world, "baker");
    }

    private JdbcClient rows() {
        return world.bean(JdbcClient.class);
    }

    private void objects(RecordId record, String words) throws Exception {
        assertThat(bench.tell(world.ledger.objected(record, REQUEST, Optional.of(words).filter(w -> !w.isEmpty()))))
                .isEqualTo(204);
    }

    private void ages(RecordId record, Duration by) {
        rows().sql(
                "update objection set objected_at = :at, due_at = cast(:at as timestamptz) + interval '1 month' where record = :record")
                .param("at", Timestamp.from(world.clock.instant().minus(by)))
                .param("record", record.value())
                .update();
    }

    private String page() throws Exception {
        return browser.get(desk + "/objections");
    }

    private JsonNode listed() throws Exception {
        return StrictJson.parse(api.get("objections").body().getBytes(StandardCharsets.UTF_8), 1 << 20);
    }

    @Test
    void list_whenNobodyObjected_saysSo() throws Exception {
        assertThat(page()).contains("Nobody has objected.").doesNotContain("class=\"mark");
    }

    @Test
    void list_showsWordsAsText_theLastDay_andBothWaysOut() throws Exception {
        objects(RECORD, "<b>I do not want</b> this.\nلا أريد");

        assertThat(page()).contains("days left", "&lt;b&gt;I do not want&lt;/b&gt; this.\nلا أريد", "dir=\"auto\"",
                "Stop, and erase what came", "Go on, and say why", "Nothing is sent until you answer.",
                "Last day to answer").doesNotContain("<b>I do");
        objects(RECORD, "the same again");
        assertThat(listed()).hasSize(1);
    }

    @Test
    void list_whenNoReasonWasGiven_saysThatNoneIsNeeded() throws Exception {
        objects(RECORD, "");
        assertThat(page()).contains("No reason is needed.");
    }

    @Test
    void desk_remindsOnEveryPageInTheLastWeek_andIsRedAfterTheLastDay() throws Exception {
        objects(RECORD, "");
        assertThat(browser.get(desk)).doesNotContain("class=\"mark");
        ages(RECORD, Duration.ofDays(25));
        assertThat(browser.get(desk + "/kept")).contains("class=\"mark\"", "1 to answer this week");
        assertThat(page()).containsPattern("class=\"notice\"><strong>(Only [0-9] days? left|Today is the last day)");
        assertThat(listed().get(0).path("state").asString()).isEqualTo("SOON");
        ages(RECORD, Duration.ofDays(32));
        assertThat(browser.get(desk + "/past")).contains("class=\"mark late\"", "1 overdue");
        assertThat(page()).contains("class=\"no\"><strong>Overdue by", "The person can complain");
        assertThat(listed().get(0).path("state").asString()).isEqualTo("OVERDUE");
    }

    @Test
    void list_isOrderedByTheLastDay_andAnsweredOnesComeLast() throws Exception {
        RecordId older = new RecordId("CCCCCCCCCCCCCCCCCCCCCA");
        RecordId answered = new RecordId("DDDDDDDDDDDDDDDDDDDDDA");
        objects(answered, "");
        browser.submit(desk + "/objections/" + answered.value(), page(), "answer=uphold");
        objects(RECORD, "");
        objects(older, "");
        ages(older, Duration.ofDays(2));
        assertThat(listed().valueStream().map(one -> one.path("record").asString()).toList())
                .containsExactly(older.value(), RECORD.value(), answered.value());
    }

    @Test
    void uphold_signsThatItEnds_andErasesWhatCame() throws Exception {
        Opened opened = bench.agreed();
        bench.run();
        assertThat(bench.kept(opened)).isOne();
        assertThat(bench.tell(world.ledger.objected(opened.record(), opened.hash(), Optional.empty()))).isEqualTo(204);
        assertThat(page()).contains("/desk/exchanges/" + opened.id());

        String after = browser.submit(desk + "/objections/" + opened.record().value(), page(), "answer=uphold").body();

        assertThat(after).contains("You gave in", "class=\"yes\"").doesNotContain("Stop, and erase what came");
        assertThat(world.ledger.objectionAnswers().getLast().upheld()).isTrue();
        assertThat(world.ledger.objectionAnswers().getLast().record()).isEqualTo(opened.record());
        assertThat(bench.kept(opened)).isZero();
    }

    @Test
    void reject_sendsTheGrounds_andNeedsThem() throws Exception {
        objects(RECORD, "");
        String refused = browser.submit(desk + "/objections/" + RECORD.value(), page(), "answer=reject&grounds=+")
                .body();
        assertThat(refused).contains("role=\"alert\"", "Please look at this again");
        assertThat(browser
                .submit(desk + "/objections/" + RECORD.value(), page(), "answer=reject&grounds=" + "x".repeat(2_001))
                .body()).contains("role=\"alert\"");
        assertThat(world.ledger.objectionAnswers()).isEmpty();

        assertThat(
                browser.submit(desk + "/objections/" + RECORD.value(), page(), "answer=reject&grounds=The+law+says+so.")
                        .body())
                .contains("You go on")
                .doesNotContain("role=\"alert\"");
        assertThat(world.ledger.objectionAnswers().getLast().grounds()).contains("The law says so.");
        assertThat(browser
                .submit(desk + "/objections/" + RECORD.value(), browser.get(desk + "/exchanges"), "answer=uphold")
                .body())
                .contains("answered before");
        assertThat(world.ledger.objectionAnswers()).hasSize(1);
    }

    @Test
    void answer_whileTheLedgerIsAway_isKept_andSentAgainAsItWas() throws Exception {
        objects(RECORD, "");
        world.ledger.acknowledgeObjections(503);
        assertThat(
                browser.submit(desk + "/objections/" + RECORD.value(), page(), "answer=reject&grounds=First.").body())
                .contains("role=\"alert\"", "the ledger has not taken it yet");
        world.ledger.acknowledgeObjections(201);
        browser.submit(desk + "/objections/" + RECORD.value(), page(), "answer=uphold");
        assertThat(world.ledger.objectionAnswers()).allSatisfy(
                sent -> assertThat(sent.grounds()).as("the first that was signed").contains("First."));
        assertThat(page()).contains("You go on");
    }

    @Test
    void pages_ofAnotherOrganisationOrRecord_areClosed() throws Exception {
        objects(RECORD, "");
        assertThat(browser.status(world.baseUrl + "/river-mill/desk/objections")).isEqualTo(403);
        assertThat(browser.submit(desk + "/objections/EEEEEEEEEEEEEEEEEEEEEA", page(), "answer=uphold").statusCode())
                .isEqualTo(404);
        assertThat(browser.submitWithoutToken(desk + "/objections/" + RECORD.value(), "answer=uphold").statusCode())
                .as("no token")
                .isEqualTo(403);
        assertThat(world.ledger.objectionAnswers()).isEmpty();
    }

}
