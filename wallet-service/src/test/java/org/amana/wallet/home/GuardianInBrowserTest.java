package org.amana.wallet.home;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.LocatorOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Representation;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.Views;
import org.amana.core.exchange.NotAble;
import org.amana.core.vp.AuthorizationResponse;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeIssuer;
import org.amana.wallet.world.FakeVerifier.Request;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

/** A 16-year-old and a guardian with small phones: asked one after the other, with keys in the browser and without. */
@WalletTest
@TestInstance(Lifecycle.PER_CLASS)
class GuardianInBrowserTest {
    private static final String WORDS = "seven quiet rivers";

    private final Phone phone;

    GuardianInBrowserTest(@Value("${amana.base-url}") String baseUrl) {
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void youngPersonAndGuardian_agreeOneAfterTheOther(boolean withJavaScript) {
        phone.startAnew(withJavaScript);
        makeWallet();
        receive(World.ISSUER, "qualification");
        Request childs = World.VERIFIER.fetchDiplomaOfAYoungPerson();
        ask(childs);
        assertThat(phone.page().locator("#both li")).containsText(new String[]{"You are asked first.",
                "Your guardian will be asked after you.", "Nothing is sent unless both say yes.",
                "Either of you can take it back at any time."});
        answer("yes");
        assertThat(phone.page().locator("h1")).hasText("You agreed");
        assertThat(phone.page().locator(".notice").first()).containsText("Your guardian is asked next.");
        phone.open("/en/consents");
        assertThat(phone.page().locator(".entries")).containsText("Waiting for your guardian");

        phone.startAnew(withJavaScript);
        makeWallet();
        receive(World.COURT, "guardian-mandate");
        ask(World.VERIFIER.askGuardian(childs));
        assertThat(phone.page().locator("h1")).hasText("You are asked as a guardian");
        assertThat(phone.page().locator("#both")).containsText("The young person said yes");
        assertThat(phone.page().locator("#both")).containsText("The young person can see what you decide.");
        assertThat(phone.page().locator(".option")).containsText("Juvenile Court");
        assertThat(phone.page().locator("button[value=not-able]")).hasCount(0);
        answer("yes");
        assertThat(phone.page().locator("h1")).hasText("You agreed");
        assertThat(World.VERIFIER.posts()).hasSize(2);
        phone.open("/en/consents");
        assertThat(phone.page().locator(".entries")).containsText("For a young person you are guardian of.");
        phone.page().locator(".entries form button[aria-describedby^='note-']").click();
        phone.arrives("/en/consents/withdrawn");
        assertThat(last().terms().representation()).isPresent();
    }

    @Test
    void cannotSay_byKeyboardAlone_isToldToWhoeverAsks() {
        makeWallet();
        receive(World.ISSUER, "qualification");
        Request request = World.VERIFIER.fetchDiplomaOfAYoungPerson();
        ask(request);
        phone.page().locator("button[value=later]").focus();
        phone.page().keyboard().press("Tab");
        assertThat(phone.page().locator("button[value=not-able]")).isFocused();
        phone.page().keyboard().press("Enter");
        phone.arrives("/en/requests/", "/refused");
        assertThat(phone.page().locator("h1")).hasText("You did not say yes or no");
        assertThat(phone.page().locator("main")).containsText("Nothing was shared.");
        assertThat(request.received())
                .isEqualTo(new AuthorizationResponse.Declined("access_denied", NotAble.DESCRIPTION));
        assertThat(last().terms().representation()).contains(new Representation.WithGuardian(Views.NOT_ABLE));
    }

    @Test
    void whoIsRepresented_whenItIsNotWhatThePageSays_isNotSigned() {
        makeWallet();
        receive(World.ISSUER, "qualification");
        for (String swap : new String[]{"event.guardian.views = 'no'", "event.ward = {request_hash: 'x'}",
                "event.guardian = undefined"}) {
            ask(World.VERIFIER.fetchDiplomaOfAYoungPerson());
            tamper(swap);
            answer("yes");
            assertThat(phone.page().locator(".trouble")).containsText(
                    swap.startsWith("event.ward") ? "B-event_ward" : "B-event_guardian");
        }
        ask(World.VERIFIER.fetchDiplomaOfAYoungPerson());
        tamper("exchange.guardian = undefined");
        answer("yes");
        assertThat(phone.page().locator(".trouble")).containsText("B-presentation_terms");
        assertThat(World.VERIFIER.posts()).isEmpty();
    }

    @Test
    void guardianWithTwoCards_choosesOne() {
        makeWallet();
        receive(World.ISSUER, "qualification");
        Request childs = World.VERIFIER.fetchDiplomaOfAYoungPerson();
        ask(childs);
        answer("yes");
        assertThat(phone.page().locator("h1")).hasText("You agreed");
        receive(World.COURT, "guardian-mandate");
        World.COURT.changeClaims(claims -> claims.put("case", "JC-2026-78"));
        receive(World.COURT, "guardian-mandate");
        ask(World.VERIFIER.askGuardian(childs));
        assertThat(phone.page().locator("[name=option]:checked")).hasCount(0);
        answer("yes");
        assertThat(World.VERIFIER.posts()).hasSize(1);
        phone.page()
                .locator(".option", new LocatorOptions().setHasText("JC-2026-78"))
                .locator("[name=option]")
                .check();
        answer("yes");
        assertThat(phone.page().locator("h1")).hasText("You agreed");
        assertThat(World.VERIFIER.posts()).hasSize(2);
    }

    @Test
    void comeOfAge_isOneTap_withKeysInTheBrowser() {
        makeWallet();
        receive(World.ISSUER, "qualification");
        ask(World.VERIFIER.fetchDiplomaOfAYoungPerson());
        answer("yes");
        assertThat(phone.page().locator("h1")).hasText("You agreed");
        World.LEDGER.besides(last().record(), record -> record.put("state", "SUSPENDED"));
        phone.open("/en/consents");
        assertThat(phone.page().locator(".entries")).containsText("Are you of age now? Then you decide alone.");
        phone.page().locator(".entries form button[aria-describedby^='again-']").press("Enter");
        phone.page().waitForCondition(() -> last().kind() == EventKind.RENEWED);
        phone.open("/en/consents");
        assertThat(phone.page().locator(".entries")).containsText("You agreed");
        assertThat(phone.page().locator(".entries form button[aria-describedby^='again-']")).hasCount(0);
    }

    private static ConsentEvent last() {
        return ((SignedConsentEvent) World.LEDGER.events().getLast()).event();
    }

    private void ask(Request request) {
        phone.open("/en/request?uri=" + URLEncoder.encode(request.link(), StandardCharsets.UTF_8));
    }

    private void answer(String decision) {
        phone.page().locator("#request button[value=" + decision + "]").click();
    }

    private void tamper(String swap) {
        phone.page()
                .locator("#request")
                .evaluate("form => { const shown = JSON.parse(form.dataset.shown); shown." + swap
                        + "; form.dataset.shown = JSON.stringify(shown); }");
    }

    private void makeWallet() {
        phone.open("/en/start");
        phone.page().locator("#words").fill(WORDS);
        phone.page().locator("#again").fill(WORDS);
        phone.page().locator("#words").press("Enter");
        phone.arrives("/en/words");
    }

    private void receive(FakeIssuer issuer, String configuration) {
        phone.open("/en/offer?uri=" + URLEncoder.encode(issuer.offer(configuration), StandardCharsets.UTF_8));
        phone.page().locator("#pin").fill(FakeIssuer.TX_CODE);
        phone.page().locator("#offer button[value=yes]").click();
        phone.arrives("/en/offers/", "/done");
    }
}
