package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.core.json.StrictJson;
import org.amana.verifier.answer.QuestionJson;
import org.amana.verifier.ask.CheckLink;
import org.amana.verifier.ask.CheckLinks;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.request.Checks;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.TestDesk;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A poster: each visit its own check, and the answer only for the browser that began it. */
class AskTest {
    private static final OrganisationId BAKERY = new OrganisationId("harbour-bakery");
    private final Bench bench = TestWorld.sharedBench();
    private final TestWorld world = bench.world;
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private CheckLink link = world.bean(CheckLinks.class)
            .create(BAKERY, QuestionJson.parse(StrictJson.parseObject(TestDesk.QUESTION, 9_000)));

    @BeforeEach
    void freshPoster() {
        link = world.bean(CheckLinks.class).create(BAKERY, link.question());
    }

    @Test
    void poster_answeredInTheSameBrowser_reachesTheDesk() throws Exception {
        TestWallet.Request request = visit(browser);
        String redirect = answer(request);
        assertThat(stateOf(request)).isEqualTo("RETURNING");

        HttpResponse<String> back = get(browser, redirect);
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(back.headers().firstValue("location").orElseThrow()).endsWith("/ar/harbour-bakery/ask-end/done");
        assertThat(stateOf(request)).isEqualTo("MATCH");
        assertThat(get(browser, redirect).statusCode()).isEqualTo(404);
    }

    @Test
    void n055_wrongOrMissingResponseCode_findsNothing() throws Exception {
        TestWallet.Request request = visit(browser);
        String redirect = answer(request);

        HttpResponse<String> wrong = get(browser,
                redirect.replaceFirst("response_code=.*", "response_code=" + "A".repeat(32)));
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(wrong.body()).doesNotContain("Tesfay");
        assertThat(get(browser, redirect.replaceFirst("\\?.*", "")).statusCode()).isEqualTo(404);
        assertThat(stateOf(request)).isEqualTo("RETURNING");
    }

    @Test
    void n056_anotherBrowserComesBack_presentationIsRejected() throws Exception {
        TestWallet.Request request = visit(browser);
        String redirect = answer(request);

        HttpResponse<String> stranger = get(HttpClient.newHttpClient(), redirect);
        assertThat(stranger.headers().firstValue("location").orElseThrow()).endsWith("/ask-end/wrong-browser");
        assertThat(stateOf(request)).isEqualTo("REJECTED");
        assertThat(get(browser, redirect).statusCode()).isEqualTo(404);
    }

    @Test
    void poster_visitedTwice_beginsTwoChecks() throws Exception {
        assertThat(visit(browser).text("nonce")).isNotEqualTo(visit(browser).text("nonce"));
    }

    @Test
    void poster_whenStopped_beginsNothing() throws Exception {
        world.bean(CheckLinks.class).close(BAKERY, link.id());
        assertThat(get(browser, address()).body()).contains("لم يعد مستعملًا").doesNotContain("<form method=\"post\"");
        assertThat(post(browser, address()).body()).doesNotContain("openid4vp");
    }

    @Test
    void poster_thatDoesNotExist_isNotFound() throws Exception {
        assertThat(get(browser, world.baseUrl + "/en/harbour-bakery/ask/nothing").statusCode()).isEqualTo(404);
        assertThat(get(browser, address().replace("harbour-bakery", "river-mill")).statusCode()).isEqualTo(404);
        assertThat(get(browser, address().replace("/ar/", "/xx/")).statusCode()).isEqualTo(404);
    }

    private TestWallet.Request visit(HttpClient visitor) throws Exception {
        HttpResponse<String> page = get(visitor, address());
        assertThat(page.body()).contains("dir=\"rtl\"", "Baker, night shift");
        Matcher request = Pattern.compile("\"(openid4vp://[^\"]+)\"").matcher(post(visitor, address()).body());
        assertThat(request.find()).isTrue();
        return bench.wallet.fetch(request.group(1).replace("&amp;", "&"));
    }

    private String answer(TestWallet.Request request) throws Exception {
        var answered = bench.wallet.answer(request, bench.card());
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        return TestWallet.json(answered).get("redirect_uri").asString();
    }

    private String stateOf(TestWallet.Request request) {
        String id = request.text("response_uri").replaceFirst(".*/", "");
        return world.bean(Checks.class).findByRequest(BAKERY, id).orElseThrow().state().name();
    }

    private String address() {
        return world.baseUrl + "/ar/harbour-bakery/ask/" + link.id();
    }

    private static HttpResponse<String> get(HttpClient client, String uri) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(uri)).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(HttpClient client, String uri) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(), HttpResponse.BodyHandlers.ofString());
    }
}
