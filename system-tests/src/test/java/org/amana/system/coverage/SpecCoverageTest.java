package org.amana.system.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Makes {@code docs/spec-coverage.md} from the {@code @Spec} annotations of all tests. */
class SpecCoverageTest {

    private static final Pattern SPEC = Pattern.compile("@Spec\\(\\{?\\s*((?:\"[^\"]+\"\\s*,?\\s*)+)}?\\)");
    private static final Pattern ID = Pattern.compile("\"([^\"]+)\"");

    @Test
    void page_listsEverySectionWithItsTests() throws IOException {
        Map<String, Set<String>> filesBySection = new TreeMap<>();
        for (TestSources.Hit hit : TestSources.ofCheckout().findAll(SPEC)) {
            ID.matcher(hit.match().group(1))
                    .results()
                    .forEach(
                            id -> filesBySection.computeIfAbsent(id.group(1), any -> new TreeSet<>())
                                    .add(simpleName(hit.file())));
        }
        assertThat(filesBySection).isNotEmpty();
        StringBuilder page = new StringBuilder("""
                # Which sentences of the specifications a test holds

                Made from the `@Spec` annotations of the tests (`mvn verify -Ddocs.write=true`); a section that is not
                listed has no test that names it. Refusals by row: [negative-cases.md](negative-cases.md).

                | section | tests |
                |---|---|
                """);
        filesBySection.forEach((id, files) -> page.append("| %s | %s |%n".formatted(id, String.join(", ", files))));
        GeneratedPage.assertUpToDate("spec-coverage.md", page.toString());
    }

    private static String simpleName(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replaceAll("\\.(java|m?js)$", "");
    }
}
