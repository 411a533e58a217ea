package org.amana.system.journey;

import java.net.URI;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.StaffAccount;

/** A caseworker at the desk of an authority. */
final class Clerk {

    /** What the person is handed: the link behind the QR code, and the number told apart. */
    record Handed(String walletLink, String code) {}

    private final Screen desk;
    private final URI issuer;
    private final StaffAccount account;

    Clerk(Screen desk, URI issuer, StaffAccount account) {
        this.desk = desk;
        this.issuer = issuer;
        this.account = account;
    }

    void signIn() {
        SignIn.at(desk, issuer + "/" + account.tenant() + "/desk", account);
        desk.look("people");
    }

    void findCase(String registerNumber) {
        desk.open(issuer, "/" + account.tenant() + "/desk").fill("#q", registerNumber);
        desk.page().locator("#q").press("Enter");
        desk.click("tbody tr a").arrives("/desk/people/[^/]+").look("case");
    }

    Handed issue() {
        desk.click("button[name=delivery][value=screen]").arrives("/offers").look("offer");
        String link = desk.page().locator("main .row a.button").first().getAttribute("href");
        String code = desk.text(".txcode").replaceAll("\\D", "");
        return new Handed(link, code);
    }

    /** {@code suspend}, {@code reinstate} or {@code revoke} the newest credential of this case. */
    void change(String change, String reason, String registerNumber) {
        findCase(registerNumber);
        desk.fill("input[name=reason]", reason)
                .click("button[name=change][value=" + change + "]")
                .look("case-" + change);
    }
}
