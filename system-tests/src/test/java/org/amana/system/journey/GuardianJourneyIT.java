package org.amana.system.journey;

import java.nio.file.Path;
import org.amana.system.browser.Chromium;
import org.amana.system.deployment.ConnectedNodes;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link GuardianStory} on one node, and between two with both wallets on a third. */
@Tag("long")
class GuardianJourneyIT {
    private static final String GUARDIANSHIP_COURT = "juvenile-court";

    @Test
    void ageAssessment_needsBoth_andTheirOwnWordOnceOfAge(@TempDir Path folder) {
        String court = "harbour-youth-court";
        try (Chromium chromium = new Chromium(); OneNode node = OneNode.start(folder)) {
            GuardianStory.play(new GuardianStory.Stage("guardian", node.wallet(),
                    new DeskApi(node.issuer(), node.staff("asylum-authority")),
                    new DeskApi(node.issuer(), node.staff(GUARDIANSHIP_COURT)), node.issuer() + "/asylum-authority",
                    node.verifier(), node.staff(court), "learn-assessed-age", "Harbour Youth Court", time -> {
                        node.end();
                        node.restart("--amana.demo-clock-ahead=" + time);
                    }, node.ledger(), node.ledgerKey()), chromium, folder);
        }
    }

    @Test
    void ageAssessment_betweenTwoNodes_isTheSame(@TempDir Path folder) throws java.io.IOException {
        try (Chromium chromium = new Chromium(); ConnectedNodes nodes = ConnectedNodes.start(folder)) {
            OneNode authority = nodes.authority();
            OneNode court = nodes.court();
            GuardianStory.play(new GuardianStory.Stage("guardian-nodes", nodes.people().wallet(),
                    new DeskApi(authority.issuer(), authority.staff(ConnectedNodes.AGE_AUTHORITY)),
                    new DeskApi(court.issuer(), court.staff(GUARDIANSHIP_COURT)),
                    authority.issuer() + "/" + ConnectedNodes.AGE_AUTHORITY, court.verifier(),
                    court.staff(ConnectedNodes.COURT), ConnectedNodes.AGE_USE, "Juvenile Court",
                    nodes::clocksAhead, authority.ledger(), authority.ledgerKey()), chromium, folder);
        }
    }
}
