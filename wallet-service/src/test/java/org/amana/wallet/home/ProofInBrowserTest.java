package org.amana.wallet.home;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeIssuer;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Value;

/** A person lets their own browser check what the ledger holds of them. */
@WalletTest
@TestInstance(Lifecycle.PER_CLASS)
class ProofInBrowserTest {
    private static final String WORDS = "seven quiet rivers";
    private static final String RECEIPT = "**/api/v1/receipts/*";

    private final Phone phone;

    ProofInBrowserTest(@Value("${amana.base-url}") String baseUrl) {
        this.phone = new Phone(baseUrl);
    }

    @BeforeEach
    void consentGivenAndTakenBack() {
        World.calm();
        phone.startAnew(true);
        phone.open("/en/start");
        phone.page().locator("#words").fill(WORDS);
        phone.page().locator("#again").fill(WORDS);
        phone.page().locator("#again").press("Enter");
        phone.arrives("/en/words");
        phone.open("/en/offer?uri=" + encoded(World.ISSUER.offer("qualification")));
        phone.page().locator("#pin").fill(FakeIssuer.TX_CODE);
        phone.page().locator("#offer button[value=yes]").click();
        phone.arrives("/en/offers/", "/done");
        phone.open("/en/request?uri=" + encoded(World.VERIFIER.keepDiploma().link()));
        phone.page().locator("#request button[value=yes]").click();
        phone.arrives("/en/requests/", "/done");
        phone.open("/en/consents");
        phone.page().locator("form[action$=withdraw] button").click();
        phone.arrives("/en/consents/withdrawn");
    }

    @AfterAll
    void closePhone() {
        phone.close();
    }

    @Test
    void entries_areAllThere_andEachProofIsCheckedHere() {
        World.LEDGER.erase((SignedConsentEvent) World.LEDGER.events().getLast(), World.VERIFIER.key(),
                FakeVerifier.PARTY);
        phone.open("/en/entries");
        assertThat(phone.page().locator(".entry h2")).hasText(new String[]{"They deleted it", "You took it back",
                "You said yes", "You showed a card"});
        phone.page().locator("#check-all").click();
        assertThat(phone.page().locator("#progress")).hasText("4 × The proof holds.");
        assertThat(phone.page().locator(".entry.given .steps li")).hasText(new String[]{
                "You signed this yourself, and it is what this page shows.Checked here, by your browser",
                "This is exactly what was entered. Not a letter was changed.Checked here, by your browser",
                "It is number %d in the public record, which had %d entries then.Checked here, by your browser"
                        .formatted(World.LEDGER.size() - 3, World.LEDGER.size() - 2),
                "The record ledger.test/log signed this. Your wallet has kept its key since they first met. (Ed25519)Checked here, by your browser",
                "The second signature of the record holds too. (ML\u2011DSA\u201144. No browser can check that one yet.)Checked by this service"});
        assertThat(phone.page().locator(".entry.given")).containsText("This no longer holds.");
        assertThat(phone.page().locator(".entry.erased .steps li").first()).containsText("The other side signed this");
        phone.looksRight("entries-checked");
    }

    @Test
    void receiptPage_checksItsProofByItself_inArabicToo() {
        phone.open("/ar/entries");
        phone.page().locator(".entry.withdrawn a").last().click();
        assertThat(phone.page().locator(".verdict")).hasText("الدليل صحيح.");
        assertThat(phone.page().locator(".steps li")).hasCount(5);
        phone.looksRight("receipt-checked");
    }

    @Test
    void receipt_whenTheServiceHandsOutAnother_isRefusedByTheBrowserAlone() {
        for (UnaryOperator<String> lie : List.<UnaryOperator<String>>of(
                body -> body.replaceFirst("\"salt\":\"....", "\"salt\":\"AAAA"),
                body -> body.replaceFirst("index \\d+", "index 0"),
                body -> body.replace("\"kind\":\"given\"", "\"kind\":\"refused\""),
                body -> body.replaceFirst("(\"notice\":\")", "$1Give all. "),
                body -> body.replaceFirst("ledger.test/log\\+[0-9a-f]{8}", "ledger.test/log+00000000"))) {
            phone.open("/en/entries");
            phone.page().route(RECEIPT, route -> answer(route, lie));
            Locator given = phone.page().locator(".entry.given");
            given.locator(".proof button").click();
            assertThat(given.locator(".verdict")).containsText("The proof does not hold.");
            assertThat(given.locator(".verdict")).containsText("Nothing was shared.");
            assertThat(given.locator(".verdict")).containsText("data protection authority");
            assertThat(given.locator(".steps")).containsText("Believe your browser.");
            assertThat(given.locator(".verdict")).containsText("B-");
            phone.page().unroute(RECEIPT);
        }
        phone.looksRight("entries");
    }

    @Test
    void proof_whenTheServiceIsAway_saysThatNothingWasShared() {
        phone.open("/en/entries");
        phone.page().route(RECEIPT, Route::abort);
        phone.page().locator(".entry.given .proof button").click();
        assertThat(phone.page().locator(".entry.given .verdict")).containsText("Nothing was shared.");
        phone.page().unroute(RECEIPT);
    }

    private static void answer(Route route, UnaryOperator<String> lie) {
        String genuine = route.fetch().text();
        String changed = lie.apply(genuine);
        assertThat(changed).isNotEqualTo(genuine);
        route.fulfill(new Route.FulfillOptions().setBody(changed).setContentType("application/json"));
    }

    private static String encoded(String link) {
        return URLEncoder.encode(link, StandardCharsets.UTF_8);
    }
}
