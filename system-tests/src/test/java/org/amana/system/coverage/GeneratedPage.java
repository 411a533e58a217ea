package org.amana.system.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page below {@code docs/} that is made from the code; a test fails when it is out of date. */
final class GeneratedPage {

    private GeneratedPage() {}

    /** Compares the page with {@code content}; with {@code -Ddocs.write=true} writes it instead. */
    static void assertUpToDate(String name, String content) throws IOException {
        Path page = TestSources.root().resolve("docs").resolve(name);
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, content);
            return;
        }
        assertThat(page).as("docs/%s is out of date: run `mvn verify -Ddocs.write=true`", name)
                .exists()
                .hasContent(content);
    }
}
