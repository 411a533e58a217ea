package org.amana.system.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every row of {@code negative-cases.tsv} is a test named by its id (such as
 * {@code n047_nonceDiffers_isRefused}) or stands in {@code negative-cases-open.tsv} with the reason
 * why there is nothing to test yet.
 */
class NegativeCasesCoverageTest {

    private static final Pattern TEST_NAME = Pattern.compile("(?:void|test)\\s*\\(?\\s*[\"'`]?((?:n\\d{3}_)+)\\w*");
    private static final Pattern ROW_ID = Pattern.compile("n(\\d{3})_");

    @Test
    void everyRow_isATestOrSaysWhyNot() throws IOException {
        Map<String, String> rows = rows("negative-cases.tsv", 2);
        Map<String, String> open = rows("negative-cases-open.tsv", 1);
        Map<String, Set<String>> tests = testsById();

        assertThat(tests.keySet()).as("tests named after rows that do not exist").isSubsetOf(rows.keySet());
        assertThat(open.keySet()).as("open rows that do not exist").isSubsetOf(rows.keySet());
        assertThat(open.keySet()).as("rows listed as open that have a test")
                .doesNotContainAnyElementsOf(tests.keySet());
        TreeSet<String> missing = new TreeSet<>(rows.keySet());
        missing.removeAll(tests.keySet());
        missing.removeAll(open.keySet());
        assertThat(missing).as("rows without a test and without a reason").isEmpty();

        StringBuilder page = new StringBuilder(
                """
                        # Inputs that must be refused

                        One row per line of `system-tests/src/test/resources/negative-cases.tsv` (CONTROL rows must be accepted).
                        Made from the test names (`mvn verify -Ddocs.write=true`). %d of %d rows are tests; the others say why not.

                        | row | input | test |
                        |---|---|---|
                        """
                        .formatted(tests.size(), rows.size()));
        rows.forEach((id, input) -> page.append("| %s | %s | %s |%n".formatted(id, input.replace("|", "\\|"),
                tests.containsKey(id) ? String.join(", ", tests.get(id)) : "open: " + open.get(id))));
        GeneratedPage.assertUpToDate("negative-cases.md", page.toString());
    }

    private static Map<String, Set<String>> testsById() {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (TestSources.Hit hit : TestSources.ofCheckout().findAll(TEST_NAME)) {
            String file = hit.file().substring(hit.file().lastIndexOf('/') + 1).replaceAll("\\.\\w+$", "");
            ROW_ID.matcher(hit.match().group(1))
                    .results()
                    .map(id -> "N" + id.group(1))
                    .forEach(id -> tests.computeIfAbsent(id, any -> new TreeSet<>()).add(file));
        }
        return tests;
    }

    private static Map<String, String> rows(String resource, int column) {
        Map<String, String> rows = new LinkedHashMap<>();
        TestSources.read(TestSources.root().resolve("system-tests/src/test/resources").resolve(resource))
                .lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t"))
                .forEach(cells -> {
                    assertThat(rows.put(cells[0].toUpperCase(Locale.ROOT), cells[column])).as("row %s twice", cells[0])
                            .isNull();
                });
        return rows;
    }
}
