package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.TestLedger;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An emergency and its review, as browsers without JavaScript meet them. */
class EmergencyPagesTest {
    private final TestWorld world = TestWorld.sharedBench().world;
    private final ExchangeBench bench = new ExchangeBench(TestWorld.sharedBench());
    private final String desk = world.baseUrl + "/harbour-bakery/desk";
    private HttpClient browser = HttpClient.newHttpClient();

    @BeforeEach
    @AfterEach
    void clean() {
        bench.clean();
        world.bean(JdbcClient.class).sql("delete from emergency_access").update();
    }

    @Test
    void emergency_fromTheReasonToTheReview() throws Exception {
        String form = "use=" + TestLedger.EMERGENCY + "&known=" + bench.agreed().id()
                + "&claim=0.0&until=2027-03-01&reason=";
        signIn("baker");
        String without = submit(desk + "/exchanges", get(desk + "/exchanges"), form).body();
        assertThat(without).contains("role=\"alert\"", "say in plain words why this cannot wait", "name=\"reason\"")
                .doesNotContain("name=\"every\"");
        assertThat(submit(desk + "/exchanges", without, form + "She+cannot+%3Cspeak%3E").body())
                .contains("Your data protection officer reviews this by");
        assertThat(page(desk + "/reviews").statusCode()).isEqualTo(403);

        signIn("bakery-dpo");
        String list = get(desk + "/reviews");
        assertThat(list).contains("To review", "She cannot &lt;speak&gt;", "It was justified");
        Matcher action = Pattern.compile("action=\"/harbour-bakery/desk(/reviews/[^\"]+)\"").matcher(list);
        assertThat(action.find()).isTrue();
        assertThat(submit(desk + action.group(1), list, "verdict=justified&words=").body())
                .contains("role=\"alert\"", "say why");
        assertThat(submit(desk + action.group(1), list, "verdict=not_justified&words=She+could+have+been+asked").body())
                .contains("Not justified", "She could have been asked")
                .doesNotContain("name=\"verdict\"");
        assertThat(get(desk + "/oversight")).contains("id=\"reviews\"");
    }

    @Test
    void reviews_whenThereWasNoEmergency_saySo() throws Exception {
        signIn("bakery-dpo");
        assertThat(get(desk + "/reviews")).contains("Nothing was fetched in an emergency");
    }

    private void signIn(String username) throws Exception {
        browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        submit(world.baseUrl + "/login", get(world.baseUrl + "/login"),
                "username=" + username + "&password=" + world.password(username));
    }

    private String get(String uri) throws Exception {
        return page(uri).body();
    }

    private HttpResponse<String> page(String uri) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(uri)).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(String uri, String page, String form) throws Exception {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        return browser.send(HttpRequest.newBuilder(URI.create(uri))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers
                        .ofString(form + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                .build(), HttpResponse.BodyHandlers.ofString());
    }
}
