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

/** The wallet made of {@code @openid4vc/*} and {@code @sd-jwt/*} in {@code system-tests/peers}. */
final class NpmWallet {

    private static final JsonMapper JSON = new JsonMapper();

    private NpmWallet() {}

    /** What the wallet wrote, step by step, and how it ended. */
    record Run(int exitCode, List<JsonNode> steps, String output) {

        JsonNode step(String name) {
            return steps.stream()
                    .filter(step -> step.path("step").asString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no step " + name + " in:\n" + output));
        }
    }

    /** Runs {@code node wallet.mjs} with the arguments; it must end within two minutes. */
    static Run run(Path anchors, String... arguments) {
        Path peers = Path.of(System.getProperty("amana.root"), "system-tests", "peers");
        List<String> command = new ArrayList<>(List.of("node", "wallet.mjs", "--anchors", anchors.toString()));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process = new ProcessBuilder(command).directory(peers.toFile()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the wallet did not end:\n" + output);
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
