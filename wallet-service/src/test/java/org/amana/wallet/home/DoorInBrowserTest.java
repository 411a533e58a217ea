package org.amana.wallet.home;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.amana.support.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Value;

/** Making, opening and locking a wallet in a real browser, with a virtual screen lock. */
@ServiceTest
@TestInstance(Lifecycle.PER_CLASS)
class DoorInBrowserTest {
    private static final String WORDS = "seven quiet rivers";

    private final Phone phone;

    DoorInBrowserTest(@Value("${amana.base-url}") String baseUrl) {
        this.phone = new Phone(baseUrl);
    }

    @BeforeEach
    void newPhone() {
        phone.startAnew(true);
    }

    @AfterAll
    void closePhone() {
        phone.close();
    }

    @Test
    void language_isChosenFirst_inItsOwnScriptAndStays() {
        phone.open("/");
        phone.looksRight("languages");
        phone.page().locator("main").getByText("العربية").click();
        phone.arrives("/ar");
        assertThat(phone.page().locator("html")).hasAttribute("dir", "rtl");
        phone.page().locator("a.button").first().click();
        phone.arrives("/ar/start");
    }

    @Test
    void openPages_lookRight() {
        for (String name : new String[]{"help", "locked", "start", "unlock"}) {
            phone.open("/en/" + name);
            phone.looksRight(name);
        }
    }

    @Test
    void passkeyWithPrf_makesLocksAndOpens() {
        phone.open("/en/start");
        phone.addPasskeys(true);
        phone.open("/en/start");
        phone.page().locator("#passkey").click();
        phone.arrives("/en/home");
        phone.looksRight("home-empty");
        phone.open("/en/settings");
        phone.looksRight("settings");
        phone.page().locator(".rooms form button").click();
        phone.arrives("/ar/locked");
        phone.open("/ar/home");
        phone.arrives("/ar/unlock");
        phone.page().locator("#passkey").click();
        phone.arrives("/ar/home");
        assertThat(phone.page().locator("h1")).hasText("بطاقاتي");
    }

    @Test
    void passkeyWithoutPrf_asksForWordsToo() {
        phone.open("/en/start");
        phone.addPasskeys(false);
        phone.open("/en/start");
        phone.page().locator("#passkey").click();
        assertThat(phone.page().locator(".trouble")).containsText("Nothing was shared.");
        typeWords(WORDS, WORDS);
        phone.page()
                .locator("button[type=submit], button:not([type])")
                .filter(
                        new Locator.FilterOptions().setHasText("Make my wallet"))
                .click();
        phone.arrives("/en/home");
        phone.page().locator(".rooms form button").click();
        phone.arrives("/en/locked");
        phone.open("/en/unlock");
        phone.page().locator("#passkey").click();
        assertThat(phone.page().locator(".trouble")).containsText("secret words");
        phone.page().locator("#words").fill(WORDS);
        phone.page().locator("#words").press("Enter");
        phone.arrives("/en/home");
    }

    @Test
    void words_withoutJavaScript_makeAndOpenAWallet() {
        phone.startAnew(false);
        phone.open("/en/settings");
        phone.arrives("/en/unlock");
        phone.open("/en/start");
        typeWords(WORDS, "something else");
        phone.page().locator("#words").press("Enter");
        assertThat(phone.page().locator(".trouble")).containsText("Nothing was shared.");
        typeWords("short", "short");
        phone.page().locator("#words").evaluate("field => field.removeAttribute('minlength')");
        phone.page().locator("#words").press("Enter");
        assertThat(phone.page().locator(".trouble")).containsText("Help code");
        typeWords(WORDS, WORDS);
        phone.page().locator("#words").press("Enter");
        phone.arrives("/en/words");
        String number = phone.page().locator(".number").textContent();
        phone.open("/en/settings");
        assertThat(phone.page().locator("main")).containsText("Kept by this service");
        phone.page().locator(".rooms form button").click();
        phone.open("/en/unlock");
        unlock(number, "wrong words here");
        assertThat(phone.page().locator(".trouble")).containsText("Nothing was shared.");
        unlock(number, WORDS);
        phone.arrives("/en/home");
    }

    @Test
    void scan_whenTextIsNoLink_saysSo() {
        phone.open("/en/start");
        typeWords(WORDS, WORDS);
        phone.page().locator("#words").press("Enter");
        phone.arrives("/en/words");
        phone.looksRight("words");
        phone.open("/en/scan");
        phone.looksRight("scan");
        phone.open("/en/scan");
        phone.page().locator("#link").fill("hello");
        phone.page().locator("#text button").click();
        assertThat(phone.page().locator(".trouble")).containsText("Nothing was shared.");
        assertThat(phone.page().locator("body")).not().containsText("??");
    }

    private void typeWords(String first, String second) {
        Page page = phone.page();
        page.locator("#words").fill(first);
        page.locator("#again").fill(second);
    }

    private void unlock(String number, String words) {
        phone.page().locator("#wallet").fill(number);
        phone.page().locator("#words").fill(words);
        phone.page().locator("#words").press("Enter");
    }
}
