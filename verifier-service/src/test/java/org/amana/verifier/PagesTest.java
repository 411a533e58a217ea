package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The employer's pages as a browser without JavaScript meets them. */
class PagesTest {
    private final Bench bench = TestWorld.sharedBench();
    private final String desk = bench.world.baseUrl + "/harbour-bakery/desk";
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @BeforeEach
    void signIn() throws Exception {
        String page = get(desk).body();
        assertThat(page).contains("Sign in");
        String home = submit(bench.world.baseUrl + "/login", page,
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

        String match = get(waiting.uri().toString()).body();
        assertThat(match).contains("Is this the person in front of you?", "Tesfay Habte",
                "<img class=\"portrait\" src=\"data:image/jpeg;base64,");
        assertThat(match).doesNotContain("31 May 2027");
        String answer = submit(waiting.uri() + "/match", match, Map.of("same_person", "true")).body();

        assertThat(answer).contains("Yes: this person may do this job until 31 May 2027.", "Receipt as PDF", "2009/52")
                .doesNotContain("Tesfay");
        HttpResponse<String> pdf = get(waiting.uri() + "/receipt.pdf");
        assertThat(pdf.headers().firstValue("content-disposition").orElseThrow()).contains("check-receipt.pdf");
        assertThat(get(desk + "/past").body()).contains("Counts only", "fewer than");
    }

    @Test
    void check_canBeSaidToo_butNotOneThatABrowserBegan() throws Exception {
        HttpResponse<String> waiting = ask("20");
        String made = submit(waiting.uri() + "/code", waiting.body(), Map.of("x", "y")).body();
        assertThat(made).contains("class=\"spoken\"", "Read this aloud");
        assertThat(get(waiting.uri() + "/paper").body()).contains("class=\"spoken\"");
        answer(waiting);
        assertThat(get(waiting.uri() + "/paper").uri()).isEqualTo(waiting.uri());
        bench.world.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("update presentation_check set state = 'WAITING', browser_session = 'x' where state = 'MATCH'")
                .update();
        String begun = get(waiting.uri().toString()).body();
        assertThat(begun).contains("Let the person scan this code").doesNotContain("Make a new code");
        assertThat(submit(waiting.uri() + "/code", begun, Map.of("x", "y")).body()).doesNotContain("class=\"spoken\"");
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
        assertThat(submit(waiting.uri() + "/match", "<input name=\"_csrf\" value=\"guess\"/>",
                Map.of("same_person", "true")).statusCode())
                .isEqualTo(403);
        assertThat(get(waiting.uri().toString()).body()).contains("Is this the person");
    }

    @Test
    void refusal_looksTheSameAsNotHavingIt() throws Exception {
        HttpResponse<String> waiting = ask("20");
        var request = bench.wallet.fetch(link(waiting));
        bench.wallet.postForm(request.text("response_uri"), "error=access_denied&state=" + request.text("state"));
        assertThat(get(waiting.uri().toString()).body()).contains("No answer was given", "The two look the same");
    }

    @Test
    void otherPages_open() throws Exception {
        assertThat(get(desk + "/kept").body()).contains("No diploma is kept.");
        String poster = submit(desk + "/checks", get(desk).body(), question("20", "poster")).body();
        assertThat(poster).contains("asks: may you do this job?", "/en/harbour-bakery/ask/", "Stop this poster");
        assertThat(get(bench.world.baseUrl + "/en/harbour-bakery/ask-end/done").body())
                .contains("Your answer has arrived");
        assertThat(get(bench.world.baseUrl + "/river-mill/desk").statusCode()).isEqualTo(403);
        assertThat(get(desk + "/checks/unknown").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> ask(String hours) throws Exception {
        return submit(desk + "/checks", get(desk).body(), question(hours, "ask"));
    }

    private static Map<String, String> question(String hours, String then) {
        return Map.of("job", "Baker <b>", "occupation", "http://data.europa.eu/esco/isco/C7512", "sector", "C10.71",
                "hours", hours, "start",
                "2026-12-01", "then", then);
    }

    private void answer(HttpResponse<String> waiting) throws Exception {
        assertThat(bench.wallet.answer(bench.wallet.fetch(link(waiting)), bench.card()).statusCode()).isEqualTo(200);
    }

    private static String link(HttpResponse<String> waiting) {
        Matcher request = Pattern.compile("\"(openid4vp://[^\"]+)\"").matcher(waiting.body());
        assertThat(request.find()).isTrue();
        return request.group(1).replace("&amp;", "&");
    }

    private HttpResponse<String> get(String uri) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(uri)).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(String uri, String page, Map<String, String> fields) throws Exception {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        String form = fields.entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")) + "&_csrf="
                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        return browser.send(HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(), HttpResponse.BodyHandlers.ofString());
    }
}
