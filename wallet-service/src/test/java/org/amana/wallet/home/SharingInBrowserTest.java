package org.amana.wallet.home;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.amana.core.rights.RectificationOutcome;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeIssuer;
import org.amana.wallet.world.FakeLedger;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Value;

/** A person with a phone receives a card, shows it, consents, takes back: keys in the browser, and without JavaScript. */
@WalletTest
@TestInstance(Lifecycle.PER_CLASS)
class SharingInBrowserTest {
    private static final String WORDS = "seven quiet rivers";

    private final Phone phone;

    SharingInBrowserTest(@Value("${amana.base-url}") String baseUrl) {
        this.phone = new Phone(baseUrl);
    }

    @BeforeEach
    void newPhone() {
        World.calm();
        phone.startAnew(true);
    }

    @AfterAll
    void closePhone() {
        phone.close();
    }

    @Test
    void card_withKeysInTheBrowser_isReceivedShownAndDeleted() {
        makeWallet();
        receive("right-to-work");
        phone.open("/ar/home");
        assertThat(phone.page().locator(".card")).hasCount(1);
        assertThat(phone.page().locator(".card .state")).hasText("صالحة");
        phone.page().locator(".card a").click();
        assertThat(phone.page().locator("#keys-absent")).isHidden();
        int keys = keysHere();

        phone.open("/en/request?uri=" + encoded(World.VERIFIER.check().link()));
        assertThat(phone.page().locator("main")).containsText("not a consent");
        phone.looksRight("live-request");
        answer("yes");
        phone.arrives("/ar/requests/");
        assertThat(phone.page().locator("h1")).hasText("عرضت بطاقتك");
        assertThat(World.VERIFIER.posts()).hasSize(1);
        assertThat(keysHere()).isEqualTo(keys - 1);

        phone.open("/en/history");
        assertThat(phone.page().locator(".entries > li")).hasCount(2);
        phone.looksRight("live-history");
        phone.open("/en/history");
        phone.page().locator(".entries a").first().click();
        phone.looksRight("live-receipt");

        phone.open("/en/home");
        phone.page().locator(".card a").click();
        phone.page().locator("a[href$=delete]").click();
        phone.page().locator("#delete button").click();
        assertThat(phone.page().locator("main")).containsText("Nothing was shared.");
        phone.page().waitForCondition(() -> keysHere() == 0);
    }

    @Test
    void consent_isGivenAndTakenBackWithOneTap() {
        makeWallet();
        receive("qualification");
        phone.open("/en/request?uri=" + encoded(World.VERIFIER.keepDiploma().link()));
        assertThat(phone.page().locator("h1")).hasText("Someone asks for your consent");
        answer("yes");
        assertThat(phone.page().locator("h1")).hasText("You agreed and shared");
        phone.open("/en/consents");
        phone.looksRight("live-consents");
        phone.open("/en/consents");
        phone.page().locator(".entries form button[aria-describedby^='note-']").click();
        phone.arrives("/en/consents/withdrawn");
        phone.open("/en/consents");
        assertThat(phone.page().locator(".entries")).containsText("You took it back");
        assertThat(phone.page().locator(".entries")).containsText("Asked");
    }

    @Test
    void exchange_isAgreedTo_andEndsWithOneTap() {
        makeWallet();
        receive("qualification");
        phone.open("/en/request?uri=" + encoded(World.VERIFIER.fetchDiploma().link()));
        assertThat(phone.page().locator("h1")).hasText("May one office send something about you to another?");
        assertThat(phone.page().locator("#send")).containsText("Labour Office");
        assertThat(phone.page().locator("#send")).containsText("Qualification and decision");
        assertThat(phone.page().locator("#send")).containsText("Every month");
        assertThat(phone.page().locator("main")).containsText("You bring the diploma yourself.");
        assertThat(phone.page().locator(".option")).containsText("Only that it is you.");
        phone.looksRight("live-exchange");
        answer("yes");
        assertThat(phone.page().locator("h1")).hasText("وافقت");
        assertThat(World.VERIFIER.posts()).hasSize(1);
        phone.open("/en/consents");
        assertThat(phone.page().locator(".entries")).containsText("Labour Office");
        phone.page().locator(".entries form button[aria-describedby^='note-']").click();
        phone.arrives("/en/consents/withdrawn");
    }

    @Test
    void exchange_whenTheTermsSignedAreNotThoseOnThePage_isRefusedInTheBrowser() {
        makeWallet();
        receive("qualification");
        for (String swap : new String[]{"source = 'https://office.test/another'", "until = '2099-01-01T00:00:00Z'",
                "categories[0].claims.pop()", "every = 'P1Y'"}) {
            phone.open("/en/request?uri=" + encoded(World.VERIFIER.fetchDiploma().link()));
            phone.page()
                    .locator("#request")
                    .evaluate("form => { const shown = JSON.parse(form.dataset.shown); shown.exchange." + swap
                            + "; form.dataset.shown = JSON.stringify(shown); }");
            answer("yes");
            assertThat(phone.page().locator(".trouble")).containsText("B-presentation_terms");
        }
        assertThat(World.VERIFIER.posts()).isEmpty();
    }

    @Test
    void exchange_ofLess_sendsOnlyWhatIsTicked() {
        makeWallet();
        receive("qualification");
        phone.open("/en/request?uri=" + encoded(World.VERIFIER.fetchDiploma().link()));
        phone.page().locator("a[href$='less=true']").click();
        answer("yes");
        assertThat(phone.page().locator(".trouble")).containsText("You have ticked nothing.");
        phone.page().locator("[name=send]").first().check();
        answer("yes");
        assertThat(phone.page().locator("h1")).hasText("You agreed");
        assertThat(phone.page().locator("main")).containsText("Qualification and decision");
        assertThat(phone.page().locator("main")).not().containsText("Given name");
    }

    @Test
    void exchange_putOff_waitsOnTheHomePage_andIsAnsweredThere() {
        phone.startAnew(false);
        makeWallet();
        receive("qualification");
        phone.open("/en/request?uri=" + encoded(World.VERIFIER.fetchDiploma().link()));
        answer("later");
        phone.arrives("/en/home");
        assertThat(phone.page().locator(".notice").first()).containsText("Nothing was shared.");
        phone.page().locator("#waiting a").click();
        phone.page().locator("a[href$='less=true']").click();
        answer("yes");
        assertThat(phone.page().locator(".trouble")).containsText("You have ticked nothing.");
        phone.page().locator("[name=send]").last().check();
        answer("yes");
        assertThat(phone.page().locator("h1")).hasText("You agreed");
        assertThat(phone.page().locator("main")).containsText("Given name");
        phone.open("/en/home");
        assertThat(phone.page().locator("#waiting")).hasCount(0);
    }

    @Test
    void wrong_isToldByKeyboardAlone_andShownBesideTheDate() {
        makeWallet();
        receive("right-to-work");
        phone.open("/en/home");
        phone.page().locator(".card a").click();
        phone.page().locator("a[href$=wrong]").click();
        assertThat(phone.page().locator("main")).containsText("Labour Office gave you this card");
        phone.page().locator("#wrong button").press("Enter");
        assertThat(phone.page().locator(".trouble")).containsText("Nothing is ticked.");
        phone.page().locator("[value=family_name]").press("Space");
        phone.page().locator("#words").fill("<b>Rahmanni</b>\nwith two n");
        phone.page().locator("#words").press("Tab");
        phone.page().keyboard().press("Enter");
        phone.arrives("/en/rights");
        assertThat(phone.page().locator(".said")).containsText("<b>Rahmanni</b>");
        assertThat(phone.page().locator("main")).containsText("They must answer by");
        assertThat(phone.page().locator("main")).containsText("Labour Office");
        assertThat(World.ISSUER.calls("POST", "/labour-office/rectifications")).isNotEmpty();
        phone.looksRight("live-rights");
        phone.open("/en/home");
        phone.page().locator(".card a").click();
        phone.page().locator("a[href$=wrong]").click();
        phone.looksRight("live-wrong");
    }

    @Test
    void answer_isToldOnTheFirstPage_untilItWasRead() {
        makeWallet();
        receive("right-to-work");
        phone.open("/en/home");
        phone.page().locator(".card a").click();
        phone.page().locator("a[href$=wrong]").click();
        phone.page().locator("[value=family_name]").check();
        phone.page().locator("[value='work_permission.until']").check();
        phone.page().locator("#wrong button").click();
        phone.arrives("/en/rights");
        World.ISSUER.refusesLastOf(RectificationOutcome.REFUSED_DECISION, "<i>Appeal</i> until 3 May.");
        phone.open("/en/home");
        assertThat(phone.page().locator(".notice")).containsText("You have an answer from: Labour Office");
        phone.looksRight("live-news");
        phone.open("/en/home");
        phone.page().locator(".notice a").click();
        phone.arrives("/en/rights");
        assertThat(phone.page().locator("main")).containsText("They put a part of it right");
        assertThat(phone.page().locator(".decisions .good")).containsText("Until");
        assertThat(phone.page().locator(".decisions .bad")).containsText("Family name");
        assertThat(phone.page().locator(".decisions .bad")).containsText("<i>Appeal</i> until 3 May.");
        phone.looksRight("live-answer");
        phone.open("/en/home");
        assertThat(phone.page().locator(".notice")).hasCount(0);
    }

    @Test
    void pressBeforeTheModuleIsThere_isHeld_andCountsOnce() {
        makeWallet();
        receive("right-to-work");
        var late = new ArrayList<Route>();
        phone.page().route("**/assets/js/request.mjs", late::add);
        phone.begin("/en/request?uri=" + encoded(World.VERIFIER.check().link()));
        phone.page().locator("button[value=yes]").click();
        phone.page().locator("button[value=yes]").click();
        assertThat(phone.page().locator("#progress")).hasAttribute("data-busy", "");
        assertThat(World.VERIFIER.posts()).isEmpty();
        late.getFirst().resume();
        assertThat(phone.page().locator("h1")).hasText("You showed your card");
        assertThat(World.VERIFIER.posts()).hasSize(1);
    }

    @Test
    void moduleThatNeverComes_isTold_andNothingIsShared() {
        makeWallet();
        receive("right-to-work");
        phone.page().clock().install();
        phone.page().route("**/assets/js/request.mjs", Route::abort);
        phone.open("/en/request?uri=" + encoded(World.VERIFIER.check().link()));
        answer("yes");
        assertThat(phone.page().locator("#progress")).hasAttribute("data-busy", "");
        phone.page().clock().runFor("00:16");
        assertThat(phone.page().locator(".trouble")).containsText("load the page again");
        assertThat(phone.page().locator(".trouble")).containsText("Nothing was shared.");
        assertThat(World.VERIFIER.posts()).isEmpty();
    }

    @Test
    void wrong_whenThePreparedTextIsForAnotherOffice_isNotSigned() {
        makeWallet();
        receive("right-to-work");
        phone.open("/en/home");
        phone.page().locator(".card a").click();
        phone.page().locator("a[href$=wrong]").click();
        phone.page().locator("[value=family_name]").check();
        phone.page().locator("#wrong").evaluate("form => { form.dataset.authority = 'https://office.test/another'; }");
        phone.page().locator("#wrong button").click();
        assertThat(phone.page().locator(".trouble")).containsText("B-rectification_audience");
        assertThat(World.ISSUER.calls("POST", "/labour-office/rectifications")).isEmpty();
    }

    @Test
    void no_isAnswered_andNothingIsShared() {
        makeWallet();
        receive("right-to-work");
        phone.open("/en/request?uri=" + encoded(World.VERIFIER.check().link()));
        answer("no");
        phone.arrives("/en/requests/");
        assertThat(phone.page().locator("main")).containsText("Nothing was shared.");
    }

    @Test
    void ledgerDown_nothingIsShared_andTheKeyStays() {
        makeWallet();
        receive("right-to-work");
        int keys = keysHere();
        World.LEDGER.be(FakeLedger.Mood.DOWN);
        phone.open("/en/request?uri=" + encoded(World.VERIFIER.check().link()));
        answer("yes");
        assertThat(phone.page().locator(".trouble")).containsText("Nothing was shared.");
        assertThat(phone.page().locator(".trouble")).containsText("Help code");
        assertThat(World.VERIFIER.posts()).isEmpty();
        assertThat(keysHere()).isEqualTo(keys);
    }

    @Test
    void preparedBytes_whenTheyAreNotWhatThePageShows_areNotSigned() {
        makeWallet();
        receive("right-to-work");
        phone.open("/en/request?uri=" + encoded(World.VERIFIER.check().link()));
        phone.page()
                .locator("#request")
                .evaluate(
                        "form => { const shown = JSON.parse(form.dataset.shown); shown.audience = 'x509_hash:other'; form.dataset.shown = JSON.stringify(shown); }");
        answer("yes");
        assertThat(phone.page().locator(".trouble")).containsText("this was not what you saw");
        assertThat(phone.page().locator(".trouble")).containsText("B-presentation_audience");
        assertThat(World.VERIFIER.posts()).isEmpty();
    }

    @Test
    void keysOnAnotherDevice_areMissed_andNothingIsShared() {
        makeWallet();
        receive("right-to-work");
        phone.page()
                .evaluate(
                        "async () => { for (const { name } of await indexedDB.databases()) { indexedDB.deleteDatabase(name); } }");
        phone.open("/en/home");
        phone.page().locator(".card a").click();
        assertThat(phone.page().locator("#keys-absent")).isVisible();
        phone.open("/en/request?uri=" + encoded(World.VERIFIER.check().link()));
        answer("yes");
        assertThat(phone.page().locator(".trouble")).containsText("The key is not on this device");
        assertThat(World.VERIFIER.posts()).isEmpty();
    }

    @Test
    void withoutJavaScript_aCardIsReceivedAndShown() {
        phone.startAnew(false);
        makeWallet();
        phone.open("/en/offer?uri=" + encoded(World.ISSUER.offer("right-to-work")));
        phone.page().locator("#pin").fill("000000");
        phone.page().locator("#offer button[value=yes]").click();
        assertThat(phone.page().locator(".trouble")).containsText("Nothing was shared.");
        receive("right-to-work");
        phone.open("/en/request?uri=" + encoded(World.VERIFIER.check().link()));
        answer("yes");
        assertThat(phone.page().locator("h1")).hasText("You showed your card");
        assertThat(World.VERIFIER.posts()).hasSize(1);
    }

    private void makeWallet() {
        phone.open("/en/start");
        phone.page().locator("#words").fill(WORDS);
        phone.page().locator("#again").fill(WORDS);
        phone.page().locator("#words").press("Enter");
        phone.arrives("/en/words");
    }

    private void receive(String configuration) {
        phone.open("/en/offer?uri=" + encoded(World.ISSUER.offer(configuration)));
        phone.page().locator("#pin").fill(FakeIssuer.TX_CODE);
        phone.page().locator("#offer button[value=yes]").click();
        phone.arrives("/en/offers/", "/done");
        assertThat(phone.page().locator("h1")).hasText("The card is in your wallet");
    }

    private void answer(String decision) {
        Locator photo = phone.page().locator("[name=portrait]");
        if (photo.count() > 0) {
            photo.first().check();
        }
        phone.page().locator("#request button[value=" + decision + "]").click();
    }

    /** How many keys this browser holds, counted where they are. */
    private int keysHere() {
        return (int) phone.page()
                .evaluate(
                        """
                                async () => {
                                  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name !== 'amana-probe');
                                  const counts = await Promise.all(names.map((name) => new Promise((resolve) => {
                                    indexedDB.open(name).onsuccess = ({ target: { result: database } }) => {
                                      const count = database.transaction('keys').objectStore('keys').count();
                                      count.onsuccess = () => { database.close(); resolve(count.result); };
                                    };
                                  })));
                                  return counts.reduce((all, one) => all + one, 0);
                                }""");
    }

    private static String encoded(String link) {
        return URLEncoder.encode(link, StandardCharsets.UTF_8);
    }
}
