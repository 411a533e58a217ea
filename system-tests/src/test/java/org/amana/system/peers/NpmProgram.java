package org.amana.system.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program of {@code system-tests/peers}, made of libraries that others published. */
final class NpmProgram {

    private static final JsonMapper JSON = new JsonMapper();

    private NpmProgram() {}

    /** What it wrote, step by step, and how it ended. */
    record Run(int exitCode, List<JsonNode> steps, String output) {

        JsonNode step(String name) {
            return steps.stream()
                    .filter(step -> step.path("step").asString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no step " + name + " in:\n" + output));
        }
    }

    /** Runs {@code node wallet.mjs} with the arguments. */
    static Run wallet(Path anchors, String... arguments) {
        List<String> all = new ArrayList<>(List.of("wallet.mjs", "--anchors", anchors.toString()));
        all.addAll(Arrays.asList(arguments));
        return run(all);
    }

    /** Runs {@code node} with the script and its arguments; it must end within two minutes. */
    static Run run(List<String> scriptAndArguments) {
        Path peers = Path.of(System.getProperty("amana.root"), "system-tests", "peers");
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(scriptAndArguments);
        try {
            Process process = new ProcessBuilder(command).directory(peers.toFile()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the program did not end:\n" + output);
            }
            return new Run(process.exitValue(),
                    output.lines().filter(line -> line.startsWith("{")).map(JSON::readTree).toList(),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
