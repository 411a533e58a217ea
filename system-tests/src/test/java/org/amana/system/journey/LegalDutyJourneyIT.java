package org.amana.system.journey;

import java.nio.file.Path;
import org.amana.system.browser.Chromium;
import org.amana.system.deployment.ConnectedNodes;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link LegalDutyStory} on one node, and between two with the wallet on a third. */
@Tag("long")
class LegalDutyJourneyIT {

    @Test
    void diploma_fetchedUnderALaw_isSeenObjectedToAndAnswered(@TempDir Path folder) {
        try (Chromium chromium = new Chromium(); OneNode node = OneNode.start(folder)) {
            LegalDutyStory.play(new LegalDutyStory.Stage("legal-duty", node.wallet(),
                    new DeskApi(node.issuer(), node.staff("recognition-office")),
                    node.issuer() + "/recognition-office", "R-0001", "Tekle", "qualification",
                    new DeskApi(node.verifier(), node.staff("harbour-municipality")), "Harbour Municipality",
                    "fetch-diploma", "verify-diploma-by-law", "Check each year that the recognition of your diploma",
                    "qualification", node.ledger(), node.ledgerKey()), chromium);
        }
    }

    @Test
    void permission_fetchedUnderALawFromAnotherNode_isAnsweredWhereThePersonLooks(@TempDir Path folder)
            throws java.io.IOException {
        try (Chromium chromium = new Chromium(); ConnectedNodes nodes = ConnectedNodes.start(folder)) {
            OneNode authority = nodes.authority();
            DeskApi office = new DeskApi(authority.issuer(), authority.staff(ConnectedNodes.AUTHORITY));
            Applicant.isRegistered(office);
            LegalDutyStory.play(new LegalDutyStory.Stage("legal-duty-nodes", nodes.people().wallet(), office,
                    nodes.sourceId(), Applicant.NUMBER, Applicant.SURNAME, "right-to-work",
                    new DeskApi(nodes.court().verifier(), nodes.court().staff(ConnectedNodes.COURT)),
                    "Juvenile Court", ConnectedNodes.USE, ConnectedNodes.LAW_USE, "Check each year that you may work",
                    "work_permission", authority.ledger(), authority.ledgerKey()), chromium);
        }
    }
}
