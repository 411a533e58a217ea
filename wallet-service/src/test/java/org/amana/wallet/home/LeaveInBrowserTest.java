package org.amana.wallet.home;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.amana.support.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deleting a whole wallet in a real browser: an open session is not enough. */
@ServiceTest
@TestInstance(Lifecycle.PER_CLASS)
class LeaveInBrowserTest {
    private static final String WORDS = "seven quiet rivers";

    private final Phone phone;
    private final JdbcClient jdbc;

    LeaveInBrowserTest(@Value("${amana.base-url}") String baseUrl, @Autowired JdbcClient jdbc) {
        this.phone = new Phone(baseUrl);
        this.jdbc = jdbc;
    }

    @BeforeEach
    void newPhone() {
        jdbc.sql("DELETE FROM attempt").update();
        jdbc.sql("DELETE FROM holder").update();
        phone.startAnew(true);
    }

    @AfterAll
    void closePhone() {
        phone.close();
    }

    @Test
    void leave_whenWordsAreRight_deletesAll() {
        makeWithWords();
        phone.open("/en/settings");
        phone.page().locator("a[href$='/settings/delete']").click();
        phone.arrives("/en/settings/delete");
        phone.looksRight("leave");
        answer("yes", WORDS);
        assertThat(phone.page().locator("h1")).hasText("حُذفت محفظتك");
        assertThat(holders()).isZero();
        phone.open("/en/home");
        phone.arrives("/en/unlock");
    }

    @Test
    void leave_whenWordsAreWrong_keepsAll() {
        makeWithWords();
        phone.open("/en/settings/delete");
        answer("yes", "seven quiet herons");
        assertThat(phone.page().locator(".trouble")).containsText("Nothing was shared.");
        assertThat(holders()).isEqualTo(1);
        phone.open("/en/home");
    }

    @Test
    void leave_whenAnsweredNo_keepsAllAndAsksForNothing() {
        makeWithWords();
        phone.open("/en/settings/delete");
        phone.page().locator("button[value=no]").click();
        phone.arrives("/en/settings");
        assertThat(holders()).isEqualTo(1);
    }

    @Test
    void leave_whenPasskeyIsShownAgain_deletesAllAndForgetsTheKeys() {
        makeWithPasskey();
        phone.open("/en/settings/delete");
        phone.page().locator("#passkey").click();
        assertThat(phone.page().locator("#proved")).isVisible();
        phone.page().locator("button[value=yes]").click();
        assertThat(phone.page().locator("h1")).hasText("Your wallet is deleted");
        assertThat(holders()).isZero();
    }

    /** The phone was unlocked a moment ago and lies on the table. */
    @Test
    void leave_whenPasskeyWasShownOnlyBeforeTheQuestion_keepsAll() {
        makeWithPasskey();
        phone.page().locator(".rooms form button").click();
        phone.open("/en/unlock");
        phone.page().locator("#passkey").click();
        phone.arrives("/en/home");
        phone.open("/en/settings/delete");
        answer("yes", "whatever there is");
        assertThat(phone.page().locator(".trouble")).containsText("Nothing was shared.");
        assertThat(holders()).isEqualTo(1);
    }

    /** Shown for this question, then the page is opened again: the answer is asked anew. */
    @Test
    void leave_whenTheQuestionIsAskedAgain_theEarlierPasskeyDoesNotCount() {
        makeWithPasskey();
        phone.open("/en/settings/delete");
        phone.page().locator("#passkey").click();
        assertThat(phone.page().locator("#proved")).isVisible();
        phone.open("/en/settings/delete");
        answer("yes", "whatever there is");
        assertThat(phone.page().locator(".trouble")).containsText("Nothing was shared.");
        assertThat(holders()).isEqualTo(1);
    }

    private void makeWithWords() {
        phone.open("/en/start");
        phone.page().locator("#words").fill(WORDS);
        phone.page().locator("#again").fill(WORDS);
        phone.page().locator("#words").press("Enter");
        phone.arrives("/en/words");
    }

    private void makeWithPasskey() {
        phone.open("/en/start");
        phone.addPasskeys(true);
        phone.open("/en/start");
        phone.page().locator("#passkey").click();
        phone.arrives("/en/home");
    }

    private void answer(String decision, String words) {
        phone.page().locator("#words").fill(words);
        phone.page().locator("button[value=" + decision + "]").click();
    }

    private int holders() {
        return jdbc.sql("SELECT count(*) FROM holder").query(Integer.class).single();
    }
}
