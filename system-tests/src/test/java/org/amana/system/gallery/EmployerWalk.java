package org.amana.system.gallery;

import org.amana.system.browser.Screen;
import org.amana.system.deployment.Await;
import org.amana.system.fault.Desks;
import org.amana.system.fault.HeadlessWallet;

/** Everything an employer, and a visitor before the employer's poster, can meet. */
final class EmployerWalk {

    private final Town town;
    private final String desk;
    private final Screen manager;

    EmployerWalk(Town town) {
        this.town = town;
        this.desk = town.node.verifier() + "/harbour-bakery/desk";
        this.manager = town.signedIn("manager", desk, "harbour-bakery");
    }

    /** @param unanswered a check that nobody answered in time */
    void walk(Desks.Check unanswered) {
        manager.look("desk");
        manager.fill("#job", "Baker").fill("#hours", "99").fill("#start", "2027-01-01");
        manager.page().evaluate("() => { document.querySelector('main form').noValidate = true; }");
        manager.click("button[value=ask]").arrives("/desk/checks").look("desk-wrong");
        answers();
        refused();
        heldBack();
        poster();
        manager.open(desk).look("desk-open-checks");
        manager.open(desk + "/past").look("past");
        manager.open(desk + "/rights").look("rights");
        HeadlessWallet keeper = HeadlessWallet.create(town.node.wallet());
        Desks.Offer diploma = town.diplomaFor("R-0005");
        keeper.accept(keeper.open(diploma.link()), diploma.txCode()).require(200);
        keeper.approve(keeper.read(town.askForDiploma().request())).require(200);
        Await.until("the diploma is kept", () -> manager.open(desk + "/kept")
                .page()
                .locator("main .cards a[href*='/kept/']")
                .count() > 0);
        manager.look("kept").click("main .cards a[href*='/kept/']").arrives("/kept/[^/]+").look("diploma");
        expired(unanswered);
    }

    private void answers() {
        HeadlessWallet selam = wallet("L-0001");
        Desks.Check check = town.desks.ask();
        at(check).look("check-waiting");
        selam.approve(selam.read(check.request())).require(200);
        awaitState(check, "MATCH").look("check-match");
        manager.click("button[name=same_person][value=true]").arrives("/checks/[^/]+").look("check-yes");
        for (String number : new String[]{"G-0001", "G-0002", "G-0003"}) {
            HeadlessWallet person = wallet(number);
            Desks.Check next = town.desks.ask();
            person.approve(person.read(next.request())).require(200);
            Await.until("an answer", () -> !"WAITING".equals(state(next)));
            if ("MATCH".equals(state(next))) {
                manager.click("button[name=same_person][value=true]").arrives("/checks/[^/]+");
            }
            manager.look("check-" + number);
        }
        Desks.Check other = town.desks.ask();
        selam.approve(selam.read(other.request())).require(200);
        awaitState(other, "MATCH").click("button[name=same_person][value=false]").arrives("/checks/[^/]+");
        manager.look("check-not-same");
    }

    private HeadlessWallet wallet(String number) {
        HeadlessWallet wallet = HeadlessWallet.create(town.node.wallet());
        Desks.Offer offer = town.desks.offer(number, "screen");
        wallet.accept(wallet.open(offer.link()), offer.txCode()).require(200);
        return wallet;
    }

    private void refused() {
        HeadlessWallet person = wallet("L-0011");
        Desks.Check check = town.desks.ask();
        person.refuse(person.read(check.request()));
        awaitState(check, "REFUSED").look("check-refused");
    }

    private void heldBack() {
        HeadlessWallet person = HeadlessWallet.create(town.node.wallet());
        Desks.Offer offer = town.desks.offer("L-0012", "screen");
        person.accept(person.open(offer.link()), offer.txCode()).require(200);
        town.change(offer.person(), "suspend");
        Await.until("the status is published", () -> {
            Desks.Check check = town.desks.ask();
            // once the status is out, the wallet is told that the card was not accepted
            person.approve(person.read(check.request()));
            Await.until("an answer", () -> !"WAITING".equals(state(check)));
            return "REJECTED".equals(state(check));
        });
        manager.look("check-held-back");
    }

    private Screen at(Desks.Check check) {
        return manager.open(desk + "/checks/" + check.id());
    }

    private String state(Desks.Check check) {
        return String.valueOf(at(check).page().locator("#check").getAttribute("data-state"));
    }

    private Screen awaitState(Desks.Check check, String state) {
        Await.until("the check is " + state, () -> state.equals(state(check)));
        return manager;
    }

    private void expired(Desks.Check unanswered) {
        awaitState(unanswered, "EXPIRED").look("check-expired");
    }

    private void poster() {
        manager.open(desk).fill("#job", "Baker").fill("#hours", "20").fill("#start", "2027-01-01");
        manager.click("button[value=poster]").arrives("/desk/links/[^/]+").look("poster");
        String poster = manager.page().url();
        String address = manager.page().locator("main a[href*='/ask/']").first().getAttribute("href");
        for (String language : new String[]{"en", "ar"}) {
            String here = address.replaceFirst("/en/", "/" + language + "/");
            String end = here.replaceFirst("/ask/.*", "/ask-end/");
            Screen visitor = town.phone("visitor-" + language);
            visitor.open(here).look("ask").click("main form button").arrives("/ask/[^/]+").look("ask-begun");
            visitor.open(end + "done").look("ask-done");
            visitor.open(end + "wrong-browser").look("ask-wrong-browser");
        }
        manager.open(poster).click("button.danger").arrives("/desk/links/[^/]+").look("poster-closed");
        town.phone("late").open(address).look("ask-closed");
    }
}
