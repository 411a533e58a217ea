package org.amana.system.journey;

import java.nio.file.Path;
import java.util.List;
import org.amana.system.browser.Chromium;
import org.amana.system.browser.Screen;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that the story does not pass: the same look at each, at a desk's width and at 320 px. */
@Tag("long")
class EveryOtherPageIT {

    @Test
    void pages_outsideTheStory_lookRight(@TempDir Path folder) {
        try (OneNode node = OneNode.start(folder); Chromium chromium = new Chromium()) {
            Screen anybody = chromium.desk("anybody");
            for (String address : List.of(node.welcome() + "/en", node.welcome() + "/ar", node.ledger() + "/audit",
                    node.issuer() + "/")) {
                looksRight(anybody, address);
            }
            Screen clerk = chromium.desk("clerk");
            SignIn.at(clerk, node.issuer() + "/labour-office/desk", node.staff("labour-office"));
            looksRight(clerk, node.issuer() + "/labour-office/desk/imports");
            looksRight(clerk, node.issuer() + "/labour-office/desk/audit");
            clerk.open(node.issuer(), "/labour-office/desk").click("tbody tr a").arrives("/desk/people/[^/]+");
            clerk.click("button[name=delivery][value=letter]").arrives("/offers.*").look("letter");
            Screen manager = chromium.desk("manager");
            SignIn.at(manager, node.verifier() + "/harbour-bakery/desk", node.staff("harbour-bakery"));
            looksRight(manager, node.verifier() + "/harbour-bakery/desk");
            looksRight(manager, node.verifier() + "/harbour-bakery/desk/past");
            looksRight(manager, node.verifier() + "/harbour-bakery/desk/kept");
            posterLooksRight(manager, anybody, node.verifier() + "/harbour-bakery/desk");
            Screen officer = chromium.desk("officer");
            SignIn.at(officer, node.ledger() + "/audit/desk", node.staff("audit"));
            looksRight(officer, node.ledger() + "/audit/desk");
        }
    }

    /** The poster at the desk, and what a visitor sees who scans it. */
    private static void posterLooksRight(Screen manager, Screen visitor, String desk) {
        manager.open(desk).fill("#job", "Baker").fill("#hours", "20").fill("#start", "2027-01-01");
        manager.click("button[name=then][value=poster]").arrives("/desk/links/[^/]+").look("poster");
        String address = manager.page().locator("main a[href*='/ask/']").first().getAttribute("href");
        looksRight(visitor, address);
        looksRight(visitor, address.replaceFirst("/en/", "/ar/"));
    }

    private static void looksRight(Screen screen, String address) {
        String name = address.replaceFirst("^http://[^/]+", "").replaceAll("\\W+", "-");
        screen.page().setViewportSize(1200, 900);
        screen.open(address).look(name + "-wide");
        screen.page().setViewportSize(320, 740);
        screen.open(address).look(name + "-320");
        screen.page().setViewportSize(1200, 900);
    }
}
