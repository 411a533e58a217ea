package org.amana.system.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page that nobody looks at cannot be added: it fails here, before the gallery runs. */
class PageRoutesTest {

    @Test
    void routes_ofEveryController_standInTheGallerysList() {
        assertThat(PageRoute.ofTheProduct()).extracting(PageRoute::toString)
                .as("a new page: open it in GalleryIT and add it to Pages; what shows no page goes to Pages.LEAD_ON")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Pages.SHOWN.stream(), Pages.LEAD_ON.stream()).toList());
    }
}
