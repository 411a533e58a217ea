package org.amana.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands refuse before they touch anything, each with its exit code and a sentence. */
class NodeCommandsTest {
    @TempDir
    Path folder;
    private Path node;

    @BeforeEach
    void aNode() throws IOException {
        node = folder.resolve("data");
        Files.createDirectories(node.resolve("postgres"));
        Files.writeString(node.resolve("version"), "1\n");
    }

    @Test
    void backup_whenThereIsNoNode_saysSo() {
        refused(1, "There is no node in", "backup", "--data", folder.toString(), "--to", to());
        assertThat(Path.of(to())).doesNotExist();
    }

    @Test
    void backup_whenTheTargetIsInsideTheNode_isRefused() {
        refused(1, "lost with it", "backup", "--data", node.toString(), "--to", node.resolve("b").toString());
        refused(1, "lost with it", "backup", "--data", node.toString(), "--to", to(), "--keys-to", node.toString());
    }

    @Test
    void backup_whenTheNodeIsNewer_isRefused() throws IOException {
        Files.writeString(node.resolve("version"), "99\n");
        refused(1, "newer Amana", "backup", "--data", node.toString(), "--to", to());
    }

    @Test
    void backup_whenNotToldWhere_isMisunderstood() {
        refused(2, "--to", "backup", "--data", node.toString());
    }

    @Test
    void restore_whenNobodySaysWhetherTheLogWentOn_isRefused() {
        refused(5, "--nothing-newer", "restore", "--from", folder.toString(), "--data", to());
        assertThat(Path.of(to())).doesNotExist();
    }

    @Test
    void restore_whenTheTargetIsNotEmpty_isRefused() {
        refused(1, "is not empty", "restore", "--from", folder.toString(), "--data", node.toString(),
                "--nothing-newer");
        assertThat(node.resolve("version")).hasContent("1\n");
    }

    @Test
    void restore_whenThereIsNoBackup_saysSo() {
        refused(1, "There is no backup in", "restore", "--from", folder.toString(), "--data", to(), "--nothing-newer");
    }

    @Test
    void restore_whenTheKeyFileIsMissing_saysSo() throws IOException {
        Files.createFile(folder.resolve("amana-data-20261122T020000Z.zip"));
        refused(3, "amana-keys.zip does not exist", "restore", "--from", folder.toString(), "--data", to(),
                "--nothing-newer");
    }

    @Test
    void restore_whenTheKeyFileIsNoArchive_saysSo() throws IOException {
        Files.createFile(folder.resolve("amana-data-20261122T020000Z.zip"));
        Files.writeString(folder.resolve("amana-keys.zip"), "not a ZIP file");
        refused(4, "cannot be restored", "restore", "--from", folder.toString(), "--data", to(), "--nothing-newer");
        assertThat(Path.of(to())).doesNotExist();
    }

    private String to() {
        return folder.resolve("to").toString();
    }

    private static void refused(int exitCode, String words, String... arguments) {
        var err = new StringWriter();
        CommandLine line = NodeCommands.commandLine().setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of(arguments));
        assertThat(line.execute(all.toArray(String[]::new))).as(err.toString()).isEqualTo(exitCode);
        assertThat(err.toString()).contains(words).doesNotContain("Exception", "\tat ");
    }
}
