package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.amana.system.deployment.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second node over the folder of another process ends with one plain sentence and touches nothing. */
class FolderInUseIT {

    @TempDir
    private Path folder;

    @Test
    void start_whenTheFolderIsHeldByAnotherProcess_namesTheWayOut() throws Exception {
        try (FileChannel channel = FileChannel.open(folder.resolve("node.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            refused(start(folder), "in use by another node", "--amana.data=DIR");
        }
    }

    private record Ended(int exitCode, String errors) {}

    private Ended start(Path data) throws IOException, InterruptedException {
        Path errors = Files.createTempFile(folder.getParent(), "amana-stderr", ".txt");
        try {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar", Path.of(System.getProperty("amana.root"), "node", "target", "amana-node.jar").toString(),
                    "--amana.data=" + data, "--amana.ports.base=" + FreePorts.run(5, new SecureRandom()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the node did not end: " + Files.readString(errors));
            }
            return new Ended(process.exitValue(), Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }

    private static void refused(Ended ended, String... words) {
        assertThat(ended.exitCode()).as(ended.errors()).isNotZero();
        assertThat(ended.errors().strip()).contains(words)
                .hasLineCount(1)
                .endsWith(".")
                .doesNotContain("Exception", "\tat ");
    }
}
