package org.amana.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amana.system.browser.Chromium;
import org.amana.system.deployment.OneNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story over one process, with an English phone; then nothing of the person stands anywhere in clear. */
class OneNodeJourneyIT {

    @Test
    void story_overOneProcess_holdsFromIssueToErasure(@TempDir Path folder) throws Exception {
        try (OneNode node = OneNode.start(folder); Chromium chromium = new Chromium()) {
            Story story = new Story(node, chromium, "en", 390, "Confirmed on", folder);
            story.play();
            WalletDump dump = WalletDump.of(node);
            assertThat(dump.traces()).as("in clear in the wallet's schema or in a log").isEmpty();

            LedgerTraces traces = LedgerTraces.of(story.forget());
            assertThat(traces.leafIn(node)).as("the search finds what is there").isTrue();
            assertThat(traces.in(node)).as("of the consent, in any file of the node").isEmpty();
        }
    }
}
