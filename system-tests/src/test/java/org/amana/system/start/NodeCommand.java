package org.amana.system.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code java -jar amana-node.jar} to its end. */
public final class NodeCommand {
    private static final long PATIENCE_MINUTES = 6;

    private NodeCommand() {}

    /** Standard output and error go to files in the folder, so that neither can fill up. */
    public static Ended run(Path folder, String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx900m", "-jar",
                Path.of(System.getProperty("amana.root"), "node/target/amana-node.jar").toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroy();
                throw new IllegalStateException("still running after " + PATIENCE_MINUTES + " minutes: "
                        + Files.readString(out) + Files.readString(err));
            }
            return new Ended(process.exitValue(), Files.readAllLines(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How it ended, and what it said. */
    public record Ended(int exitCode, List<String> out, String err) {}
}
