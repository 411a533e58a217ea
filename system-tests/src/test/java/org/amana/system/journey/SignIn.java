package org.amana.system.journey;

import org.amana.system.browser.Screen;
import org.amana.system.deployment.StaffAccount;

/** The sign-in page that all desks share. */
final class SignIn {

    private SignIn() {}

    static void at(Screen desk, String address, StaffAccount account) {
        desk.open(address).arrives("/login.*").look("login");
        desk.fill("#username", account.username()).fill("#password", account.password());
        desk.page().locator("#password").press("Enter");
        desk.arrives("/" + account.tenant() + "/desk.*");
    }
}
