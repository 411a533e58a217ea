package org.amana.wallet.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Runs {@code src/test/js} with node's own test runner, no packages needed: what the browser checks before it signs.
 */
class BrowserModulesTest {
    private static final Path TESTS = Path.of(System.getProperty("amana.root", ".."), "wallet-service/src/test/js");

    @Test
    void browserModules_underNode_passTheirTests() throws IOException, InterruptedException {
        assumeTrue(nodeExists(), "browser module tests skipped: no node on this machine");
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        try (var files = Files.list(TESTS)) {
            files.map(Path::toString).filter(name -> name.endsWith(".test.mjs")).sorted().forEach(command::add);
        }
        assertThat(command).hasSizeGreaterThan(2);
        Path output = Files.createTempFile("browser-modules", ".log");
        Process node = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).as("node ends within 60 s").isTrue();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        assertThat(node.exitValue()).as(said).isZero();
    }

    private static boolean nodeExists() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
