package org.amana.system.gallery;

import java.net.URI;
import org.amana.system.browser.Screen;

/** The pages of what went wrong, per service. */
final class ErrorWalk {

    private final Town town;

    ErrorWalk(Town town) {
        this.town = town;
    }

    void walk() {
        Screen lost = town.phone("lost");
        String wallet = town.node.wallet().toString();
        for (String language : new String[]{"en", "ar"}) {
            town.album.error(lost, wallet + "/" + language + "/no/such/page", 404, "wallet-404-" + language);
            town.album.error(lost, wallet + "/" + language + "/lock", 405, "wallet-405-" + language);
            town.album.error(lost, town.node.verifier() + "/" + language + "/harbour-bakery/ask/none", 404,
                    "verifier-404-" + language);
            forgedForm(lost, wallet + "/" + language + "/start", "wallet-403-" + language);
        }
        for (URI service : new URI[]{town.node.issuer(), town.node.verifier(), town.node.ledger()}) {
            town.album.error(lost, service + "/no-such-page", 404, "404");
        }
        town.album.error(lost, town.node.ledger() + "/audit?before=soon", 400, "ledger-400");
        Screen clerk = town.signedIn("curious", town.node.issuer() + "/labour-office/desk", "labour-office");
        town.album.error(clerk, town.node.issuer() + "/recognition-office/desk", 403, "issuer-403");
        town.album.error(clerk, town.node.issuer() + "/labour-office/desk/people/none", 404, "issuer-404");
        Screen manager = town.signedIn("manager-lost", town.node.verifier() + "/harbour-bakery/desk",
                "harbour-bakery");
        town.album.error(manager, town.node.verifier() + "/harbour-bakery/desk/kept/none", 404, "verifier-kept-404");
        tooManyTries();
    }

    /** A form from elsewhere, without the page's own token. */
    private void forgedForm(Screen screen, String address, String what) {
        screen.open(address);
        screen.page().evaluate("() => document.querySelectorAll('input[name=_csrf]').forEach(field => field.remove())");
        screen.fill("#words", "seven quiet rivers").fill("#again", "seven quiet rivers");
        screen.page().locator("#again").press("Enter");
        screen.page().waitForURL("**/start");
        screen.page().waitForLoadState();
        screen.look(what);
    }

    private void tooManyTries() {
        Screen guesser = town.desk("guesser");
        for (int tried = 0; tried < 12 && !guesser.page().url().contains("wait"); tried++) {
            guesser.open(town.node.ledger() + "/login").fill("#username", "nobody").fill("#password", "guess");
            guesser.page().locator("#password").press("Enter");
            guesser.arrives("/login.reason=.*");
        }
        guesser.look("login-wait");
    }
}
