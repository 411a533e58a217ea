package org.amana.system.gallery;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.Await;
import org.amana.system.fault.Desks;

/** Everything a person with a phone can meet, in one language. */
final class HolderWalk {

    private static final int TRIES = 5;
    /** The status of what the other side refuses. */
    private static final int DEAD = 422;

    private final Town town;
    private final String language;
    private final String caseNumber;
    private final Screen phone;

    /** @param caseNumber of the labour office; nobody else may use it */
    HolderWalk(Town town, String language, String caseNumber) {
        this.town = town;
        this.language = language;
        this.caseNumber = caseNumber;
        this.phone = town.phone("holder-" + language);
    }

    void walk() {
        before();
        makeWallet();
        emptyRooms();
        Desks.Offer card = receive();
        shareAndRefuse();
        officeChangesItsMind(card);
        consentAndBack();
        leave();
    }

    private Screen at(String path) {
        return phone.open(town.node.wallet() + "/" + language + path);
    }

    private void before() {
        phone.open(town.node.wallet() + "/").look("languages");
        at("").look("welcome");
        at("/help").look("help");
        at("/locked").look("locked");
        at("/unlock").look("unlock");
        phone.fill("#wallet", "3f0c9a8e-57c1-4b0e-9a59-1f2f3b6b9f10").fill("#words", "wrong words here");
        phone.page().locator("#words").press("Enter");
        phone.arrives("/unlock").look("unlock-wrong");
    }

    private void makeWallet() {
        at("/start").look("start");
        phone.fill("#words", "seven quiet rivers")
                .fill("#again", "something else")
                .page()
                .locator("#again")
                .press("Enter");
        phone.page().locator(".trouble:not([hidden])").waitFor();
        phone.look("start-differ");
        at("/start").click("#passkey").arrives("/home").look("home-empty");
    }

    private void emptyRooms() {
        at("/history").look("history-empty");
        at("/entries").look("entries-empty");
        at("/consents").look("consents-empty");
        at("/settings").look("settings");
        at("/scan").look("scan");
        phone.fill("#link", "hello").click("#text button").arrives("/scan/text").look("scan-unknown");
        at("/code").look("code");
        phone.page().locator("#office").selectOption("harbour-bakery");
        phone.fill("#digits", "000 000 005 742").click("#told button");
        phone.page().locator("#digits[aria-invalid]").waitFor();
        phone.look("code-wrong");
        at("/requests/3f0c9a8e-57c1-4b0e-9a59-1f2f3b6b9f10", 404).look("not-found");
    }

    private Screen at(String path, int status) {
        return phone.open(town.node.wallet() + "/" + language + path, status);
    }

    private Desks.Offer receive() {
        phone.open(town.inWallet(language, "request", town.desks.ask().request())).look("request-no-card");
        lockAnOffer(offered());
        offered();
        phone.click("button[value=no]").arrives("/offers/declined").look("offer-declined");
        Desks.Offer card = offered();
        phone.look("offer").fill("#pin", card.txCode()).click("button[value=yes]");
        phone.arrives("/offers/[^/]+/done").look("offer-done");
        at("/home").look("home");
        openCard().look("card");
        phone.click("a[href$='/delete']").arrives("/delete").look("delete");
        return card;
    }

    private void lockAnOffer(Desks.Offer offer) {
        for (int tried = 1; tried <= TRIES; tried++) {
            phone.open(town.inWallet(language, "offer", offer.link())).fill("#pin", offer.wrongCode());
            phone.click("button[value=yes]").page().locator(".trouble:not([hidden])").waitFor();
        }
        phone.look("offer-wrong-pin");
        phone.open(town.inWallet(language, "offer", offer.link()), DEAD).look("offer-locked");
    }

    private Desks.Offer offered() {
        Desks.Offer offer = town.desks.offer(caseNumber, "screen");
        phone.open(town.inWallet(language, "offer", offer.link()));
        return offer;
    }

    private void sayThatItIsWrong() {
        openCard().click("a[href$='/wrong']").arrives("/wrong").look("wrong");
        phone.click("[value=family_name]").fill("#words", "<b>Another name</b>").click("#wrong button");
        phone.arrives("/rights").look("rights-wrong");
    }

    private Screen openCard() {
        return at("/home").click("#cards h2 a").arrives("/cards/[^/]+");
    }

    private void shareAndRefuse() {
        asked(town.desks.ask()).click("button[value=no]").arrives("/refused").look("request-refused");
        asked(town.desks.ask()).look("request");
        sayYesWithoutTheProgram();
        asked(town.desks.ask());
        sayYes("request-done");
        phone.click("a[href*='/receipts/']").arrives("/receipts/[^/]+").look("receipt");
        at("/history").look("history");
    }

    private Screen asked(Desks.Check check) {
        return phone.open(town.inWallet(language, "request", check.request()));
    }

    /** On a bad line the page came and its program did not: nothing is shared, and the page says so. */
    private void sayYesWithoutTheProgram() {
        String programs = "**/*.{js,mjs}*";
        phone.page().route(programs, Route::abort);
        asked(town.desks.ask());
        choosePicture();
        phone.click("button[value=yes]").page().locator(".trouble:not([hidden])").waitFor();
        phone.look("request-without-program");
        phone.page().unroute(programs);
    }

    private void choosePicture() {
        if (phone.page().locator("input[name=portrait]").count() > 0) {
            phone.page().locator("input[name=portrait]").check();
        }
    }

    private void sayYes(String what) {
        choosePicture();
        phone.click("button[value=yes]").arrives("/requests/[^/]+/done").look(what);
    }

    private void officeChangesItsMind(Desks.Offer card) {
        town.change(card.person(), "suspend");
        awaitState("suspended");
        phone.look("home-suspended");
        openCard().look("card-suspended");
        asked(town.desks.ask()).look("request-suspended");
        town.change(card.person(), "revoke");
        awaitState("revoked");
        phone.look("home-revoked");
        openCard().look("card-revoked");
    }

    private void awaitState(String state) {
        Await.until("the card is " + state,
                () -> at("/home").page().locator("#cards li." + state).count() > 0);
    }

    private void consentAndBack() {
        Desks.Offer diploma = town.diplomaFor(caseNumber.replace('L', 'R'));
        phone.open(town.inWallet(language, "offer", diploma.link())).fill("#pin", diploma.txCode());
        phone.click("button[value=yes]").arrives("/offers/[^/]+/done");
        at("/home").click("#cards h2 a").arrives("/cards/[^/]+").look("card-diploma");
        asked(town.askForDiploma()).look("request-consent");
        sayYes("request-done-consent");
        at("/settings/delete").look("leave-with-consent");
        at("/rights").look("rights-empty");
        at("/consents").look("consents");
        phone.click("form[action*='/erasure'] button").arrives("/rights").look("rights");
        sayThatItIsWrong();
        phone.click("a[href*='/complaint']").arrives("/complaint").look("complaint");
        at("/consents").look("consents-asked");
        phone.click("form[action*='/withdraw'] button").arrives("/withdrawn").look("withdrawn");
        Await.until("the erasure is confirmed", () -> at("/consents").page().locator("main strong").count() > 1);
        phone.look("consents-after");
        phone.click("form[action*='/forget'] button").arrives("/forgotten").look("forgotten");
        at("/entries").look("entries").click("#check-all");
        Await.until("every proof was checked",
                () -> !phone.page().locator("#progress").textContent().isBlank());
        phone.look("entries-checked");
        takeAlongAndBring();
        at("/history").look("history-long");
        phone.click("a[href*='/receipts/']").arrives("/receipts/[^/]+").look("receipt-forgotten");
    }

    private void takeAlongAndBring() {
        at("/entries/take").look("take").fill("#words", "two old olive trees").fill("#again", "three old olive trees");
        phone.click("#take button").arrives("/entries/take").look("take-differ");
        phone.fill("#words", "two old olive trees").fill("#again", "two old olive trees");
        Path file = phone.page().waitForDownload(() -> phone.click("#take button")).path();
        at("/entries/bring").look("bring");
        phone.page()
                .locator("#file")
                .setInputFiles(new FilePayload("amana-ledger.json", "application/json", new byte[]{'{', '}'}));
        phone.click("#bring button").arrives("/entries/bring").look("bring-unreadable");
        phone.page().locator("#file").setInputFiles(file);
        phone.fill("#words", "two old olive trees").click("#bring button").arrives("/entries$").look("brought");
    }

    private void leave() {
        openCard().click("a[href$='/delete']")
                .arrives("/delete")
                .click("#delete button")
                .arrives("/home")
                .look("home-after-delete");
        phone.click(".lock button").arrives("/locked");
        at("/settings/delete").arrives("/unlock").look("unlock-waiting");
        phone.click("#passkey").arrives("/settings/delete").look("leave");
        phone.click("#passkey").page().locator("#proved:not([hidden])").waitFor();
        phone.look("leave-proved")
                .click("button[value=yes]")
                .page()
                .locator("#forget")
                .waitFor(
                        new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        phone.look("gone");
    }
}
