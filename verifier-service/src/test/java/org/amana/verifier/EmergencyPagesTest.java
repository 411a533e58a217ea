package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.verifier.testing.DeskBrowser;
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
    private DeskBrowser browser = new DeskBrowser();

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
        String without = browser.submit(desk + "/exchanges", browser.get(desk + "/exchanges"), form).body();
        assertThat(without).contains("role=\"alert\"", "say in plain words why this cannot wait", "name=\"reason\"")
                .doesNotContain("name=\"every\"");
        assertThat(browser.submit(desk + "/exchanges", without, form + "She+cannot+%3Cspeak%3E").body())
                .contains("Your data protection officer reviews this by");
        assertThat(browser.status(desk + "/reviews")).isEqualTo(403);

        signIn("bakery-dpo");
        String list = browser.get(desk + "/reviews");
        assertThat(list).contains("To review", "She cannot &lt;speak&gt;", "It was justified");
        Matcher action = Pattern.compile("action=\"/harbour-bakery/desk(/reviews/[^\"]+)\"").matcher(list);
        assertThat(action.find()).isTrue();
        assertThat(browser.submit(desk + action.group(1), list, "verdict=justified&words=").body())
                .contains("role=\"alert\"", "say why");
        assertThat(browser.submit(desk + action.group(1), list, "verdict=not_justified&words=She+could+have+been+asked")
                .body())
                .contains("Not justified", "She could have been asked")
                .doesNotContain("value=\"justified\"");
        String after = browser.get(desk + "/reviews");
        assertThat(after).contains("no other emergency for this purpose", "value=\"lifted\"");
        assertThat(browser.submit(desk + action.group(1), after, "verdict=lifted&words=We+talked+about+it").body())
                .contains("other emergencies may be opened again")
                .doesNotContain("name=\"verdict\"");
        assertThat(browser.get(desk + "/oversight")).contains("id=\"reviews\"");
    }

    @Test
    void reviews_whenThereWasNoEmergency_saySo() throws Exception {
        signIn("bakery-dpo");
        assertThat(browser.get(desk + "/reviews")).contains("Nothing was fetched in an emergency");
    }

    private void signIn(String username) throws Exception {
        browser = new DeskBrowser();
        browser.signIn(world, username);
    }

}
