package org.amana.system.journey;

import com.microsoft.playwright.Locator;
import java.net.URI;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.StaffAccount;

/** The person who hires. */
final class Employer {

    private static final int PATIENCE_MILLIS = 60_000;
    private final Screen desk;
    private final URI verifier;
    private final StaffAccount account;

    Employer(Screen desk, URI verifier, StaffAccount account) {
        this.desk = desk;
        this.verifier = verifier;
        this.account = account;
    }

    Screen desk() {
        return desk;
    }

    void signIn() {
        SignIn.at(desk, home(), account);
        desk.look("desk");
    }

    private String home() {
        return verifier + "/" + account.tenant() + "/desk";
    }

    /** Asks about a job of twenty hours from the first of next month and gives the link behind the QR code. */
    String asksAboutAJob() {
        desk.open(home()).fill("#job", "Baker").fill("#hours", "20").fill("#start", nextMonth());
        desk.click("button[name=then][value=ask]").arrives("/desk/checks/[^/]+").look("waiting");
        return walletLink();
    }

    String asksForTheDiploma() {
        desk.open(home())
                .click("form[action$='/diplomas'] button")
                .arrives("/desk/(checks|diplomas)/[^/]+")
                .look("waiting-diploma");
        return walletLink();
    }

    private String walletLink() {
        return desk.page().locator("#check .row a.button").first().getAttribute("href");
    }

    private static String nextMonth() {
        return java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusMonths(1).withDayOfMonth(1).toString();
    }

    /** Waits until the page, which renews itself while it waits for somebody, shows that state. */
    Employer sees(String state) {
        desk.page()
                .locator("#check[data-state=" + state + "]")
                .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
        desk.look("check-" + state);
        return this;
    }

    void confirmsThePerson() {
        desk.click("button[name=same_person][value=true]");
        sees("ANSWERED");
    }

    String answer() {
        return desk.text(".answer");
    }

    /** Opens the newest diploma on file. */
    void opensTheDiploma() {
        desk.open(home() + "/kept").click("main .cards a[href*='/kept/']").arrives("/kept/[^/]+").look("diploma");
    }

    String keptList() {
        return desk.open(home() + "/kept").words();
    }
}
