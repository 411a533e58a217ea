package org.amana.system.gallery;

import org.amana.system.browser.Screen;

/** The public log, the data protection officer's pages, and the register's desk with two people at it. */
final class LedgerWalk {

    private static final String PROPOSE = "form[action$='/proposals'] button";

    private LedgerWalk() {}

    static void walk(Town town) {
        String ledger = town.node.ledger().toString();
        town.desk("public").open(ledger + "/audit").look("log");
        town.desk("public").open(ledger + "/audit?before=3").look("log-older");
        Screen officer = town.signedIn("officer", ledger + "/audit/desk", "audit");
        officer.look("consents");
        officer.open(ledger + "/audit/desk?from=2020-01-01&to=2020-02-01").look("consents-none");
        officer.open(ledger + "/audit/desk?from=2020-02-01&to=2020-01-01", 400).look("consents-refused");
        String breach = ledger + "/audit/desk/breach";
        officer.open(breach).look("breach");
        officer.open(breach + "?from=2026-01-01T00:00&to=2035-01-01T00:00").look("breach-answer");
        officer.open(breach + "?from=2020-01-01T00:00&to=2020-01-01T00:01").look("breach-nobody");
        officer.open(breach + "?from=2020-01-02T00:00&to=2020-01-01T00:00", 400).look("breach-refused");
        officer.open(ledger + "/audit/desk/clocks").look("clocks");
        officer.open(ledger + "/audit/desk/clocks?confirmed=true").look("clocks-confirmed");
        officer.open(ledger + "/audit/desk/records").look("records");
        officer.open(ledger + "/audit/desk/holds").look("holds");
        officer.fill("#record", "there-is-no-such-record").fill("#law", "Code civil 2224");
        officer.fill("#reason", "A court case is still open.")
                .click("form[action$='/holds'] button")
                .arrives("/holds$")
                .look("holds-refused");
        register(town, ledger + "/register/desk");
    }

    private static void register(Town town, String desk) {
        Screen first = town.signedIn("registrar", desk, town.node.staff("register", "registrar-a"));
        first.look("register-none");
        first.open(desk + "/entries").look("register-entries");
        String use = desk + "/change?kind=intended_use";
        first.open(use).look("register-new");
        first.open(use + "&as=json").look("register-json");
        first.fill("#document", "{}").click(PROPOSE).arrives("/register/desk/proposals$").look("register-refused");
        first.open(desk + "/change?kind=party").look("register-new-party");
        first.open(desk + "/change?kind=party&id=harbour-bakery").look("register-party");
        first.fill("#country", "QQ").click(PROPOSE).arrives("/register/desk/proposals$").look("register-party-refused");
        first.open(use + "&id=keep-diploma-on-file").look("register-change");
        first.fill("#months", "12");
        String proposal = proposed(first.click(PROPOSE), "register-own");
        Screen second = town.signedIn("second-registrar", desk, town.node.staff("register", "registrar-b"));
        second.look("register-waiting");
        second.open(proposal).look("register-other");
        second.click("button[value=reject]").arrives("/proposals/.*").look("register-rejected");
        first.open(desk + "/entries");
        String retirement = proposed(first.click("form[action$='/retire'] button"), "register-retirement");
        second.open(retirement).look("register-retire-other");
        first.click("button[value=withdraw]").arrives("/proposals/.*").look("register-withdrawn");
        second.open(desk).look("register-decided");
    }

    private static String proposed(Screen registrar, String look) {
        return registrar.arrives("/register/desk/proposals/[A-Za-z0-9_-]{22}$").look(look).page().url();
    }
}
