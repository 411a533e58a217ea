package org.amana.system.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourIT {
    @Test
    void tour_walksTheWholeStory(@TempDir Path folder) {
        NodeCommand.Ended tour = NodeCommand.run(folder, "tour");
        assertThat(tour.exitCode()).as("%s%n%s", tour.out(), tour.err()).isZero();
        assertThat(tour.out().getLast()).matches("tour: (2[5-9]|[3-9][0-9]) steps passed");
        assertThat(tour.err()).isEmpty();
        assertThat(folder).as("left behind where it was started").isDirectoryNotContaining("glob:**/data");
    }
}
