package org.amana.core.consent.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.amana.core.consent.example.Example.Check;
import org.amana.core.testing.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the published examples against schema, shapes and program. {@code -Ddocs.write=true} writes the files as they
 * are made here.
 */
@Spec({"TS27560-6.3", "TS27560-6.4"})
class ConsentExamplesTest {
    private static final Path FOLDER = Path.of(System.getProperty("amana.root", ".."))
            .resolve("schemas/src/test/resources/consent-examples");
    private static final String EXPECTATIONS = "expectations.tsv";
    private static final String LOG = "log.vkey";
    private static final ProfileChecks CHECKS = new ProfileChecks(ValidReceipts.LOG.identity());

    /** One line of the expectations. */
    record Expected(String file, String base, String check, String reason) {
        static Expected of(String line) {
            String[] parts = line.split("\t", -1);
            return new Expected(parts[0], parts[1], parts[2], parts[3]);
        }

        String name() {
            return file.substring(file.indexOf('/') + 1, file.indexOf(".json"));
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Expected> expectations() throws IOException {
        writeIfAsked();
        return Files.readAllLines(FOLDER.resolve(EXPECTATIONS)).stream().skip(1).map(Expected::of).toList();
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void example_isAcceptedByEveryCheckOrRefusedByTheOneItNames(Expected expected) throws IOException {
        byte[] content = Files.readAllBytes(FOLDER.resolve(expected.file()));
        for (Check check : Check.values()) {
            List<String> reasons = CHECKS.reasons(check, expected.name(), content);
            if (check.name().equals(expected.check())) {
                assertThat(reasons).as("%s of %s", check, expected).contains(expected.reason());
                return;
            }
            assertThat(reasons).as("%s of %s", check, expected).isEmpty();
        }
        assertThat(expected.check()).isEqualTo("-");
    }

    @Test
    void files_areThoseTheExamplesMake() throws IOException {
        Map<String, String> made = made();
        writeIfAsked();
        assertThat(committed()).isEqualTo(made);
    }

    @Test
    void collection_hasThirtyValidAndSixtyInvalidExamplesOrMore() throws IOException {
        List<Expected> all = expectations();
        assertThat(all).filteredOn(one -> one.file().startsWith("valid/")).hasSizeGreaterThanOrEqualTo(30);
        assertThat(all).filteredOn(one -> one.file().startsWith("invalid/")).hasSizeGreaterThanOrEqualTo(60);
        assertThat(all).extracting(Expected::file).doesNotHaveDuplicates();
        assertThat(all).filteredOn(one -> !one.base().equals("-"))
                .allSatisfy(one -> assertThat(FOLDER.resolve(one.base())).exists());
    }

    private static Map<String, String> made() {
        List<Example> examples = Examples.all();
        Map<String, String> files = new TreeMap<>();
        for (Example example : examples) {
            files.put(example.path(), example.text());
        }
        files.put(EXPECTATIONS, Examples.expectations(examples));
        files.put(LOG, ValidReceipts.LOG.identity().text());
        return files;
    }

    private static Map<String, String> committed() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(FOLDER)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(FOLDER.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return files;
    }

    private static void writeIfAsked() throws IOException {
        if (!Boolean.getBoolean("docs.write")) {
            return;
        }
        for (Path old : new ArrayList<>(Files.exists(FOLDER) ? committed().keySet() : List.<String>of()).stream()
                .map(FOLDER::resolve)
                .toList()) {
            Files.delete(old);
        }
        for (Map.Entry<String, String> file : made().entrySet()) {
            Path path = FOLDER.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }
}
