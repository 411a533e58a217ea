package org.amana.system.journey;

import java.nio.file.Path;
import org.amana.system.browser.Chromium;
import org.amana.system.deployment.FourServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story over four processes, with an Arabic phone of 320 px. */
class FourServicesJourneyIT {

    @Test
    void story_overFourProcesses_holdsFromIssueToErasure(@TempDir Path folder) {
        try (FourServices services = FourServices.start(folder); Chromium chromium = new Chromium()) {
            new Story(services, chromium, "ar", 320, "تأكّد في", folder).play();
        }
    }
}
