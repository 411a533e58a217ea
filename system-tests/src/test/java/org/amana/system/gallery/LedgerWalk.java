package org.amana.system.gallery;

import org.amana.system.browser.Screen;

/** The public log and the data protection officer's pages. */
final class LedgerWalk {

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
    }
}
