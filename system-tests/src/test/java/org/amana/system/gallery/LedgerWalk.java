package org.amana.system.gallery;

import org.amana.system.browser.Screen;

/** The public log and the data protection officer's page. */
final class LedgerWalk {

    private LedgerWalk() {}

    static void walk(Town town) {
        String ledger = town.node.ledger().toString();
        town.desk("public").open(ledger + "/audit").look("log");
        town.desk("public").open(ledger + "/audit?before=3").look("log-older");
        Screen officer = town.signedIn("officer", ledger + "/audit/desk", "audit");
        officer.look("consents");
        officer.open(ledger + "/audit/desk?from=2020-01-01&to=2020-02-01").look("consents-none");
    }
}
