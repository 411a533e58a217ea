package org.amana.wallet.home;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody on the telephone with an office types the code that they are told. */
@WalletTest
@TestInstance(Lifecycle.PER_CLASS)
class CodeInBrowserTest {
    private static final String CODE = "000000005724";

    private final Phone phone;
    private final JdbcClient jdbc;

    CodeInBrowserTest(@Value("${amana.base-url}") String baseUrl, @Autowired JdbcClient jdbc) {
        this.phone = new Phone(baseUrl);
        this.jdbc = jdbc;
    }

    @BeforeEach
    void calm() {
        World.calm();
        jdbc.sql("DELETE FROM attempt").update();
    }

    @AfterAll
    void closePhone() {
        phone.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void code_isOneTapFromHome_saysWhatIsWrong_andShowsTheQuestion(boolean withJavaScript) {
        phone.startAnew(withJavaScript);
        Page page = makeWallet("en");
        World.VERIFIER.saidCode(CODE, World.VERIFIER.fetchDiploma().link());
        phone.open("/en/home");
        page.locator("#by-code").click();
        phone.arrives("/en/code");
        page.locator("#office").selectOption("harbour-bakery");
        type("000 000 005 742");
        assertThat(page.locator(".trouble")).containsText("One of the digits is not right.");
        assertThat(page.locator(".trouble")).containsText("Nothing was shared.");
        assertThat(page.locator("#digits")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#digits")).hasValue("000 000 005 742");
        assertThat(page.locator("#office")).hasValue("harbour-bakery");
        assertThat(page.title()).startsWith("One of the digits is not right.");
        assertThat(World.VERIFIER.calls()).as("it went nowhere").isEmpty();

        page.locator("#office").selectOption("river-mill");
        type(CODE);
        assertThat(page.locator(".trouble")).containsText("Check that you chose the right office.");

        page.locator("#office").selectOption("harbour-bakery");
        type("000 000 005 724");
        phone.arrives("/en/requests/");
        assertThat(page.locator("#who")).containsText("Harbour Bakery");
        assertThat(World.VERIFIER.posts()).isEmpty();
        phone.open("/en/home");
        assertThat(page.locator("#waiting")).containsText("Harbour Bakery");
    }

    @Test
    void code_inArabicWithItsOwnDigits_byKeyboardAlone() {
        phone.startAnew(false);
        Page page = makeWallet("ar");
        World.VERIFIER.saidCode(CODE, World.VERIFIER.check().link());
        phone.open("/ar/scan");
        page.locator("#by-code").focus();
        page.keyboard().press("Enter");
        phone.arrives("/ar/code");
        assertThat(page.locator("html")).hasAttribute("dir", "rtl");
        page.locator("#office").focus();
        page.locator("#office").selectOption("harbour-bakery");
        page.keyboard().press("Tab");
        page.keyboard().type("٠٠٠ ٠٠٠ ٠٠٥ ٧٢٤");
        page.keyboard().press("Enter");
        phone.arrives("/ar/requests/");
        assertThat(page.locator("#who")).containsText("مخبز الميناء");
    }

    @Test
    void page_looksRight_alsoWhenSomethingIsWrong() {
        phone.startAnew(true);
        Page page = makeWallet("en");
        phone.open("/en/code");
        phone.looksRight("code");
        phone.open("/en/code");
        page.locator("#office").selectOption("harbour-bakery");
        type(CODE);
        assertThat(page.locator(".trouble")).containsText("A code works once");
        phone.open("/en/home");
        phone.looksRight("code-home");
        phone.open("/en/scan");
        phone.looksRight("code-scan");
    }

    @Test
    void lockedWallet_goesOnToTheCodeOnceItIsOpen() {
        phone.startAnew(true);
        Page page = makeWallet("en");
        phone.open("/en/home");
        page.locator(".lock button").first().click();
        page.waitForCondition(() -> !page.url().endsWith("/home"));
        phone.open("/en/code");
        assertThat(page.url()).contains("/en/unlock");
    }

    private void type(String code) {
        phone.page().locator("#digits").fill(code);
        phone.page().locator("#told button").click();
    }

    private Page makeWallet(String language) {
        Page page = phone.page();
        phone.open("/" + language + "/start");
        page.locator("#words").fill("seven quiet rivers");
        page.locator("#again").fill("seven quiet rivers");
        page.locator("#words").press("Enter");
        phone.arrives("/" + language + "/words");
        return page;
    }
}
