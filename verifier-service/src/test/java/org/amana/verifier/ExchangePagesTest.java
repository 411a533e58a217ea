package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.RecordId;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.DeskBrowser;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestSource.Reply;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of asking another authority as a browser without JavaScript meets them. */
class ExchangePagesTest {
    private static final String ALL = "&claim=0.0&claim=0.1&claim=0.2";
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final String pages = world.baseUrl + "/harbour-bakery/desk/exchanges";
    private final DeskBrowser browser = new DeskBrowser();

    @BeforeEach
    void signIn() throws Exception {
        bench.clean();
        browser.signIn(world, "baker");
    }

    @Test
    void exchange_fromTheFormToTheData_worksWithForms() throws Exception {
        String form = browser.get(pages);
        assertThat(form).contains("Ask another authority", "Recognition Office", "Qualification and decision",
                "Fetch your diploma, so that you need not bring it", "Bringing the paper is always an equal way");
        HttpResponse<String> asked = open(ALL + "&until=2027-03-01&every=");
        assertThat(asked.body()).contains("Let the person scan this code", "<svg class=\"qr\"", "data-state=\"ASKED\"");
        Opened opened = new Opened(DeskBrowser.id(asked), bench.wallet.fetch(DeskBrowser.link(asked.body())),
                new RecordId("C".repeat(22)));
        assertThat(opened.terms().until()).isEqualTo("2027-03-02T00:00:00Z");
        bench.agree(opened);
        assertThat(browser.get(asked.uri().toString())).contains("The person agreed. The data are fetched now.");
        bench.run();

        String received = browser.get(asked.uri().toString());
        assertThat(received).contains("The data are here.", "Each look is recorded");
        Matcher look = Pattern.compile("href=\"([^\"]*/desk/received/[^\"]+)\"").matcher(received);
        assertThat(look.find()).isTrue();
        assertThat(browser.get(world.baseUrl + look.group(1))).contains("Bachelor of Nursing", "Habte",
                "Recognition Office", "Who looked at it", "baker");
        assertThat(browser.get(pages)).contains("The data are here.");
        assertThat(world.bean(JdbcClient.class)
                .sql("select opened_by from exchange_order where order_id = :id")
                .param("id", opened.id())
                .query(String.class)
                .single()).isEqualTo("baker");
    }

    @Test
    void code_isMadeShownPrintedAndReplaced_untilAWalletHasTheQuestion() throws Exception {
        HttpResponse<String> asked = open(ALL + "&until=2027-03-01&every=");
        String page = asked.uri().toString();
        assertThat(asked.body()).contains("For somebody on the telephone", "Make a code")
                .doesNotContain("class=\"spoken\"");
        assertThat(browser.get(page + "/paper")).contains("<svg class=\"qr\"", "lang=\"ar\"", "dir=\"rtl\"")
                .doesNotContain("class=\"spoken\"");
        String made = browser.submit(page + "/code", asked.body(), "").body();
        String code = spoken(made);
        assertThat(made).contains("Read this aloud", "Minutes left:", "Harbour Bakery", "Make a new code");
        assertThat(spoken(browser.get(page))).isEqualTo(code);
        assertThat(browser.get(page + "/paper")).contains("Harbour Bakery", "15 minutes", "أُعطيت رمزًا", "15 دقيقة")
                .satisfies(paper -> assertThat(spoken(paper)).isEqualTo(code));
        String fresh = spoken(browser.submit(page + "/code", made, "").body());
        assertThat(fresh).isNotEqualTo(code);

        HttpResponse<String> brought = bench.wallet.postForm(world.baseUrl + "/harbour-bakery/codes",
                "code=" + fresh.replace(" ", "") + "&wallet_nonce=" + "n".repeat(22));
        assertThat(brought.statusCode()).isEqualTo(200);
        assertThat(browser.get(page)).contains("A wallet used the code", "data-used=\"true\"")
                .doesNotContain("class=\"spoken\"");
        bench.wallet.fetch(DeskBrowser.link(asked.body()));
        String taken = browser.get(page);
        assertThat(taken).contains("The person has the question in their wallet").doesNotContain("Make a new code");
        assertThat(browser.submit(page + "/code", taken, "").body()).as("no code any more")
                .contains("The person has the question in their wallet");
        assertThat(browser.open(page + "/paper").uri().toString()).isEqualTo(page);
        assertThat(browser.submit(page + "/code", "<input name=\"_csrf\" value=\"guess\"/>", "").statusCode())
                .isEqualTo(403);
    }

    private static String spoken(String page) {
        Matcher spoken = Pattern.compile("class=\"spoken\"[^>]*>(.*?)</p>").matcher(page);
        assertThat(spoken.find()).isTrue();
        String code = spoken.group(1).replaceAll("<[^>]+>", "").strip();
        assertThat(code).matches("[0-9]{3}( [0-9]{3}){3}");
        return code;
    }

    @Test
    void form_whenSomethingIsWrong_isShownAgain() throws Exception {
        for (String wrong : List.of("&until=2027-03-01", ALL + "&until=tomorrow", ALL + "&until=2026-11-24",
                ALL + "&until=2027-03-01&every=P1D", "&claim=7.7&until=2027-03-01",
                ALL + "&until=2027-13-01"))
            assertThat(open(wrong).body()).as(wrong).contains("role=\"alert\"", "Please look at this again");
        assertThat(browser.submit(pages, browser.get(pages),
                "use=fetch-diploma&source=https%3A%2F%2Felsewhere.example" + ALL + "&until=2027-03-01").body())
                .contains("the trust list names no such authority");
        assertThat(browser.submit(pages, "<input name=\"_csrf\" value=\"guess\"/>", "use=fetch-diploma").statusCode())
                .isEqualTo(403);
    }

    @Test
    void failure_isRedWithItsReasonAndANextStep() throws Exception {
        world.source.answering = request -> Reply.jose("garbage");
        Opened opened = bench.agreed();
        bench.run();
        String page = browser.get(pages + "/" + opened.id());
        assertThat(page).contains("What came could not be trusted", "class=\"no\"", "What could not be accepted",
                "Try again now", "Ask the person again");
        assertThat(browser.get(pages)).contains("state revoked");
        world.source.answering = world.source::released;
        browser.submit(pages + "/" + opened.id() + "/retry", page, "x=y");
        bench.run();
        assertThat(browser.get(pages + "/" + opened.id())).contains("The data are here.");
    }

    @Test
    void outcome_thatIsOverdue_isRed() throws Exception {
        Opened opened = bench.agreed();
        bench.run();
        world.bean(JdbcClient.class)
                .sql("update permit_outcome set attempts = 4 where order_id = :id")
                .param("id", opened.id())
                .update();
        assertThat(browser.get(pages + "/" + opened.id())).contains("The ledger has not yet taken the note");
    }

    @Test
    void everyReasonAndState_hasWords() throws Exception {
        var words = new Properties();
        try (var in = ExchangePagesTest.class
                .getResourceAsStream("/verifier-service/messages/exchange_en.properties")) {
            words.load(in);
        }
        for (ExchangeState state : ExchangeState.values())
            assertThat(words).containsKeys("exchange.state." + state, "exchange.says." + state);
        Arrays.stream(DenyReason.values())
                .map(reason -> "exchange.reason." + reason.code().replace('_', '-'))
                .forEach(key -> assertThat(words).containsKey(key));
        assertThat(browser.status(pages + "/unknown")).isEqualTo(404);
        assertThat(browser.status(world.baseUrl + "/harbour-bakery/desk/received/unknown")).isEqualTo(404);
        assertThat(browser.status(world.baseUrl + "/river-mill/desk/exchanges")).isEqualTo(403);
    }

    private HttpResponse<String> open(String more) throws Exception {
        return browser.submit(pages, browser.get(pages), "use=fetch-diploma&source="
                + DeskBrowser.encode(world.source.office.id) + more);
    }

}
