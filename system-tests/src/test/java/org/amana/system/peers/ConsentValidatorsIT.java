package org.amana.system.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other people's validators of JSON Schema, JSON-LD and SHACL come to our verdicts on the consent profile. */
class ConsentValidatorsIT {
    private static final Path SCHEMAS = Path.of(System.getProperty("amana.root"), "schemas", "src");
    private static final Path PROFILE = SCHEMAS.resolve("main/resources/schemas/consent");
    private static final Path EXAMPLES = SCHEMAS.resolve("test/resources/consent-examples");

    @Test
    void examples_withOtherValidators_areRefusedByTheSameCheckForTheSameReason() {
        NpmProgram.Run run = run(EXAMPLES);
        assertThat(run.steps()).filteredOn(step -> !step.path("same").asBoolean(true)).isEmpty();
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.step("done").path("count").intValue()).isGreaterThanOrEqualTo(90);
    }

    @Test
    void example_whenExpectedOtherwise_isSaidToDiffer(@TempDir Path folder) throws IOException {
        for (String file : List.of("valid/given.json", "invalid/given-without-notice.json",
                "invalid/given-under-a-legal-duty.json")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.copy(EXAMPLES.resolve(file), folder.resolve(file));
        }
        Files.write(folder.resolve("expectations.tsv"),
                Stream.of("# head", "valid/given.json\t-\tSCHEMA\t/notice required",
                        "invalid/given-without-notice.json\t-\t-\t-",
                        "invalid/given-under-a-legal-duty.json\t-\tSHAPES\tlaw-is-named").toList());
        NpmProgram.Run run = run(folder);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.step("done").path("different").intValue()).isEqualTo(3);
        assertThat(run.steps()).extracting(step -> step.path("refusedBy").asString(""))
                .containsExactly("-", "SCHEMA", "SHAPES", "");
    }

    private static NpmProgram.Run run(Path examples) {
        return NpmProgram.run(List.of("consent.mjs", PROFILE.toString(), examples.toString()));
    }
}
