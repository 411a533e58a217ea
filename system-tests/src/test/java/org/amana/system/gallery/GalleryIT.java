package org.amana.system.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.amana.system.browser.Chromium;
import org.amana.system.deployment.OneNode;
import org.amana.system.fault.Desks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page in every state, at 320 and 1280 pixels, the holder's in English and Arabic: pictures go to
 * {@code target/gallery} or {@code AMANA_SCREENS}. Part of {@code ./verify --all}.
 */
@Tag("long")
class GalleryIT {

    @Test
    void pages_inEveryState_lookRight(@TempDir Path folder) {
        try (OneNode node = OneNode.start(folder, "--amana.verifier.request.lifetime=PT3M");
                Chromium chromium = new Chromium()) {
            Town town = new Town(node, chromium, Path.of("target", "gallery"));
            Album album = town.album;
            album.walk("holder in Arabic", () -> new HolderWalk(town, "ar", "L-0001").walk());
            Desks.Check unanswered = town.desks.ask();
            album.walk("holder in English", () -> new HolderWalk(town, "en", "L-0002").walk());
            album.walk("library in Arabic", () -> new WordsWalk(town, "ar").walk("L-0003"));
            album.walk("library in English", () -> new WordsWalk(town, "en").walk("L-0004"));
            album.walk("office", () -> new OfficeWalk(town).walk());
            album.walk("employer", () -> new EmployerWalk(town).walk(unanswered));
            album.walk("municipality", () -> new MunicipalityWalk(town).walk());
            album.walk("ledger", () -> LedgerWalk.walk(town));
            album.walk("lost", () -> new ErrorWalk(town).walk());
            assertThat(album.findings()).isEmpty();
            assertThat(album.seen()).containsExactlyInAnyOrderElementsOf(Pages.SHOWN);
        }
    }
}
