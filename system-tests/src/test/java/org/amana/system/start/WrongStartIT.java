package org.amana.system.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.amana.system.deployment.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One plain sentence, a non-zero exit, no word of a stack. */
class WrongStartIT {
    @TempDir
    Path folder;

    @Test
    void start_whenAPortIsTaken_namesThePort() throws IOException {
        int base = freeBase();
        try (var taken = new ServerSocket(base + 2, 1, InetAddress.getLoopbackAddress())) {
            refused("Port " + taken.getLocalPort(), "--amana.ports.base=" + base);
        }
    }

    @Test
    void start_whenTheFolderIsOfANewerVersion_saysSo() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("version"), "99\n");
        refused("newer Amana", "--amana.ports.base=" + freeBase());
    }

    @Test
    void start_whenTheFolderCannotBeMade_saysSo() throws IOException {
        Files.createFile(folder.resolve("data"));
        refused("cannot be", "--amana.ports.base=" + freeBase());
    }

    @Test
    void start_whenPlainHttpWouldLeaveTheMachine_saysWhatToAdd() {
        refused("add --amana.tls=dev", "--amana.base-url=http://192.168.1.5", "--amana.ports.base=" + freeBase());
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void start_whenTheHostHasNoAddress_saysSo() {
        refused("knows no address of nowhere.invalid", "--amana.base-url=https://nowhere.invalid", "--amana.tls=dev",
                "--amana.ports.base=" + freeBase());
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private void refused(String words, String... arguments) {
        NodeCommand.Ended start = NodeCommand.run(folder, arguments);
        assertThat(start.exitCode()).isNotZero();
        assertThat(start.err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(start.err().strip().lines()).hasSize(1);
    }

    /** A node takes five ports in a row. */
    private static int freeBase() {
        return FreePorts.run(5, new SecureRandom());
    }
}
