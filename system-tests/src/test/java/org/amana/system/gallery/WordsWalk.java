package org.amana.system.gallery;

import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;
import org.amana.system.browser.Screen;
import org.amana.system.fault.Desks;

/** A person at a library computer: secret words, keys with the service, pages without a key in the browser. */
final class WordsWalk {

    private static final String WORDS = "seven quiet rivers";
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final Town town;
    private final String wallet;
    private final String language;
    private final Screen computer;

    WordsWalk(Town town, String language) {
        this.town = town;
        this.language = language;
        this.wallet = town.node.wallet() + "/" + language;
        this.computer = town.desk("library-" + language);
    }

    void walk(String caseNumber) {
        computer.open(wallet + "/start").look("start");
        computer.fill("#words", WORDS).fill("#again", WORDS);
        if (computer.page().locator("#place").isVisible()) {
            computer.page().locator("input[name=keyring][value=server]").check();
        }
        computer.page().locator("#again").press("Enter");
        computer.arrives("/words").look("words");
        photoWithoutCode();
        wrongPinWithoutScript(caseNumber);
        computer.open(wallet + "/settings").look("settings");
        computer.open(wallet + "/settings/delete").fill("#words", "other words than these").click("button[value=yes]");
        computer.page().locator(".trouble:not([hidden])").waitFor();
        computer.look("leave-wrong-words");
    }

    private void photoWithoutCode() {
        computer.open(wallet + "/scan")
                .page()
                .setInputFiles("#photo input[type=file]", new FilePayload("photo.png", "image/png", PICTURE));
        computer.arrives("/scan/photo").look("scan-photo-unread");
    }

    private void wrongPinWithoutScript(String caseNumber) {
        Desks.Offer offer = town.desks.offer(caseNumber, "screen");
        computer.open(town.inWallet(language, "offer", offer.link())).fill("#pin", offer.wrongCode());
        computer.click("button[value=yes]").page().locator(".trouble:not([hidden])").waitFor();
        computer.look("offer-wrong-pin").fill("#pin", offer.txCode()).click("button[value=yes]");
        computer.arrives("/offers/[^/]+/done").look("offer-done");
        computer.open(town.inWallet(language, "request", town.desks.ask().request())).click("button[value=yes]");
        computer.page().waitForLoadState();
        computer.look("request-photo-needed");
    }
}
