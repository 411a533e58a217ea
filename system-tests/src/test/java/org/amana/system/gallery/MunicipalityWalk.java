package org.amana.system.gallery;

import org.amana.system.browser.Screen;
import org.amana.system.deployment.Await;
import org.amana.system.fault.Desks;
import org.amana.system.fault.HeadlessWallet;

/** Everything a clerk meets who asks another authority for data. */
final class MunicipalityWalk {
    private static final String ASK = "main form[method=post] button:not(.quiet)";
    private final Town town;
    private final String exchanges;
    private final String diplomas;
    private final String objections;
    private final String disagreements;
    private final String oversight;
    private final Screen clerk;

    MunicipalityWalk(Town town) {
        this.town = town;
        String desk = town.node.verifier() + "/harbour-municipality/desk";
        this.exchanges = desk + "/exchanges";
        this.diplomas = exchanges + "?use=fetch-diploma";
        this.objections = desk + "/objections";
        this.disagreements = desk + "/disagreements";
        this.oversight = desk + "/oversight";
        this.clerk = town.signedIn("clerk", desk, "harbour-municipality");
    }

    void walk() {
        clerk.open(exchanges).look("exchanges");
        clerk.open(diplomas).look("exchanges-form");
        clerk.fill("#until", "2020-01-01").click(ASK).arrives("/desk/exchanges").look("exchanges-wrong");
        HeadlessWallet citizen = HeadlessWallet.create(town.node.wallet());
        Desks.Offer diploma = town.diplomaFor("R-0004");
        citizen.accept(citizen.open(diploma.link()), diploma.txCode()).require(200);
        String refused = ask().look("exchange-asked").page().url();
        clerk.click("form[action$='/code'] button").arrives("/desk/exchanges/[^/]+").look("exchange-code");
        clerk.click("a[href$='/paper']").arrives("/paper").look("exchange-paper");
        clerk.open(refused);
        citizen.refuse(citizen.read(request()));
        awaitState(refused, "REFUSED").look("exchange-refused");
        String delivered = ask().page().url();
        citizen.approve(citizen.read(request())).require(200);
        awaitState(delivered, "DELIVERED").look("exchange-delivered");
        clerk.click("main .cards a[href*='/received/']").arrives("/received/[^/]+").look("received");
        clerk.open(exchanges).look("exchanges-list");
        clerk.open(objections).look("objections");
        clerk.open(disagreements).look("disagreements");
        Screen officer = town.signedIn("officer", oversight,
                town.node.staff("harbour-municipality", "municipality-dpo"));
        officer.open(oversight).look("oversight");
        officer.open(oversight.replace("/oversight", "/reviews")).look("reviews");
    }

    private Screen ask() {
        return clerk.open(diplomas).click(ASK).arrives("/desk/exchanges/[^/]+");
    }

    private String request() {
        return clerk.page().locator("main a[href^='openid4vp:']").first().getAttribute("href");
    }

    private Screen awaitState(String page, String state) {
        Await.until("the exchange is " + state,
                () -> state.equals(clerk.open(page).page().locator("#check").getAttribute("data-state")));
        return clerk;
    }
}
