package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.DeskBrowser;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The employer's pages as a browser without JavaScript meets them. */
class PagesTest {
    private final Bench bench = TestWorld.sharedBench();
    private final String desk = bench.world.baseUrl + "/harbour-bakery/desk";
    private final DeskBrowser browser = new DeskBrowser();

    @BeforeEach
    void signIn() throws Exception {
        String page = browser.get(desk);
        assertThat(page).contains("Sign in");
        String home = browser.submit(bench.world.baseUrl + "/login", page,
                Map.of("username", "baker", "password", bench.world.password("baker"))).body();
        assertThat(home).contains("May this person do this job?", "Baker or pastry cook (ISCO 7512)",
                "Bakery (NACE C10.71)");
    }

    @Test
    void check_fromTheQuestionToTheReceipt_worksWithForms() throws Exception {
        HttpResponse<String> waiting = ask("20");
        assertThat(waiting.body()).contains("Let the person scan this code", "<svg class=\"qr\"",
                "data-state=\"WAITING\"",
                "http://wallet.localhost/en/request?uri=");
        answer(waiting);

        String match = browser.get(waiting.uri().toString());
        assertThat(match).contains("Is this the person in front of you?", "Tesfay Habte",
                "<img class=\"portrait\" src=\"data:image/jpeg;base64,");
        assertThat(match).doesNotContain("31 May 2027");
        String answer = browser.submit(waiting.uri() + "/match", match, Map.of("same_person", "true")).body();

        assertThat(answer).contains("Yes: this person may do this job until 31 May 2027.", "Receipt as PDF", "2009/52")
                .doesNotContain("Tesfay");
        HttpResponse<String> pdf = browser.open(waiting.uri() + "/receipt.pdf");
        assertThat(pdf.headers().firstValue("content-disposition").orElseThrow()).contains("check-receipt.pdf");
        assertThat(browser.get(desk + "/past")).contains("Counts only", "fewer than");
    }

    @Test
    void check_canBeSaidToo_butNotOneThatABrowserBegan() throws Exception {
        HttpResponse<String> waiting = ask("20");
        String made = browser.submit(waiting.uri() + "/code", waiting.body(), Map.of("x", "y")).body();
        assertThat(made).contains("class=\"spoken\"", "Read this aloud");
        assertThat(browser.get(waiting.uri() + "/paper")).contains("class=\"spoken\"");
        answer(waiting);
        assertThat(browser.open(waiting.uri() + "/paper").uri()).isEqualTo(waiting.uri());
        bench.world.bean(JdbcClient.class)
                .sql("update presentation_check set state = 'WAITING', browser_session = 'x' where state = 'MATCH'")
                .update();
        String begun = browser.get(waiting.uri().toString());
        assertThat(begun).contains("Let the person scan this code").doesNotContain("Make a new code");
        assertThat(browser.submit(waiting.uri() + "/code", begun, Map.of("x", "y")).body())
                .doesNotContain("class=\"spoken\"");
    }

    @Test
    void ask_whenAFieldIsWrong_showsItAgainWithWhatWasTyped() throws Exception {
        assertThat(ask("200").body()).contains("role=\"alert\"", "hours per week are between 1 and 80",
                "value=\"Baker &lt;b&gt;\"");
    }

    @Test
    void match_withoutToken_isRefused() throws Exception {
        HttpResponse<String> waiting = ask("20");
        answer(waiting);
        assertThat(browser.submit(waiting.uri() + "/match", "<input name=\"_csrf\" value=\"guess\"/>",
                Map.of("same_person", "true")).statusCode())
                .isEqualTo(403);
        assertThat(browser.get(waiting.uri().toString())).contains("Is this the person");
    }

    @Test
    void refusal_looksTheSameAsNotHavingIt() throws Exception {
        HttpResponse<String> waiting = ask("20");
        var request = bench.wallet.fetch(DeskBrowser.link(waiting.body()));
        bench.wallet.postForm(request.text("response_uri"), "error=access_denied&state=" + request.text("state"));
        assertThat(browser.get(waiting.uri().toString())).contains("No answer was given", "The two look the same");
    }

    @Test
    void otherPages_open() throws Exception {
        assertThat(browser.get(desk + "/kept")).contains("No diploma is kept.");
        String poster = browser.submit(desk + "/checks", browser.get(desk), question("20", "poster")).body();
        assertThat(poster).contains("asks: may you do this job?", "/en/harbour-bakery/ask/", "Stop this poster");
        assertThat(browser.get(bench.world.baseUrl + "/en/harbour-bakery/ask-end/done"))
                .contains("Your answer has arrived");
        assertThat(browser.status(bench.world.baseUrl + "/river-mill/desk")).isEqualTo(403);
        assertThat(browser.status(desk + "/checks/unknown")).isEqualTo(404);
    }

    private HttpResponse<String> ask(String hours) throws Exception {
        return browser.submit(desk + "/checks", browser.get(desk), question(hours, "ask"));
    }

    private static Map<String, String> question(String hours, String then) {
        return Map.of("job", "Baker <b>", "occupation", "http://data.europa.eu/esco/isco/C7512", "sector", "C10.71",
                "hours", hours, "start",
                "2026-12-01", "then", then);
    }

    private void answer(HttpResponse<String> waiting) throws Exception {
        assertThat(bench.wallet.answer(bench.wallet.fetch(DeskBrowser.link(waiting.body())), bench.card()).statusCode())
                .isEqualTo(200);
    }

}
