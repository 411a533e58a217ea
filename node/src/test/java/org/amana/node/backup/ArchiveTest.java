package org.amana.node.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;
import org.amana.node.backup.BackupFailure.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an archive gives back, and what is not unpacked. Each refusal changes one thing in an archive that was good. */
class ArchiveTest {
    private static final ArchiveKey KEY = new ArchiveKey(bytes("a key of thirty-two bytes, no more."
            .substring(0, ArchiveKey.BYTES)));
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    @TempDir
    Path folder;
    private Path archive;

    @BeforeEach
    void write() throws IOException {
        archive = folder.resolve("amana-data-20261122T020000Z.zip");
        try (ArchiveWriter writer = ArchiveWriter.create(archive)) {
            writer.folder("postgres");
            writer.folder("postgres/pg_notify");
            writer.file("postgres/PG_VERSION", content("18\n"));
            writer.file("version", content("1\n"));
            writer.finish(Manifest.Kind.DATA, 1, "ledger.example/tlog", NOW, Optional.of(KEY));
        }
    }

    @Test
    void extract_whenWhole_givesEveryFileAndFolderToTheOwnerAlone() throws IOException {
        Path target = folder.resolve("new");
        open().extractTo(target);
        assertThat(target.resolve("postgres/PG_VERSION")).hasContent("18\n");
        assertThat(target.resolve("postgres/pg_notify")).isEmptyDirectory();
        assertThat(mode(target)).isEqualTo("rwx------");
        assertThat(mode(target.resolve("postgres/pg_notify"))).isEqualTo("rwx------");
        assertThat(mode(target.resolve("version"))).isEqualTo("rw-------");
        assertThat(mode(archive)).isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("new", "amana-data-20261122T020000Z.zip");
    }

    @Test
    void write_whenNotFinished_leavesTheOneBefore() throws IOException {
        byte[] before = Files.readAllBytes(archive);
        try (ArchiveWriter writer = ArchiveWriter.create(archive)) {
            writer.file("version", content("2\n"));
        }
        assertThat(archive).hasBinaryContent(before);
        assertThat(folder.toFile().list()).containsExactly("amana-data-20261122T020000Z.zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/passwd", "postgres/../../evil", "postgres//x", "a\\b", "", ".", "a/..",
            "./a", "a\0b", "a/", "C:x"})
    void open_whenANameLeadsElsewhere_refuses(String name) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        byte[] manifest = manifest(name, "x");
        entries.put(name.isEmpty() ? "x" : name, bytes("x"));
        entries.put(Manifest.NAME, manifest);
        entries.put(Manifest.SEAL_NAME, KEY.seal(manifest));
        zip(entries);
        refused("no");
        assertThat(folder.resolveSibling("evil")).doesNotExist();
    }

    @Test
    void open_whenAFileIsMissing_refuses() throws IOException {
        change(entries -> entries.remove("version"));
        refused("missing");
    }

    @Test
    void open_whenAFileIsAdded_refuses() throws IOException {
        change(entries -> entries.put("postgres/extra", bytes("x")));
        refused("does not name");
    }

    @Test
    void open_whenAByteIsFlipped_refuses() throws IOException {
        change(entries -> entries.put("version", bytes("2\n")));
        refused("version in it is damaged");
    }

    @Test
    void open_whenAFileIsLongerOrShorter_refuses() throws IOException {
        change(entries -> entries.put("version", bytes("1\n\n")));
        refused("version in it is damaged");
        change(entries -> entries.put("version", bytes("1")));
        refused("version in it is damaged");
    }

    @Test
    void open_whenTheListIsChangedToFit_refuses() throws IOException {
        change(entries -> {
            entries.put("version", bytes("2\n"));
            entries.put(Manifest.NAME, manifest("version", "2\n"));
        });
        refused("changed, or made by another node");
    }

    @Test
    void open_whenTheSealIsMissing_refuses() throws IOException {
        change(entries -> entries.remove(Manifest.SEAL_NAME));
        refused("manifest.seal in it is missing");
    }

    @Test
    void open_whenTheKeysAreOfAnotherNode_refuses() {
        ArchiveKey other = new ArchiveKey(new byte[ArchiveKey.BYTES]);
        refusedBy(() -> Archive.open(archive, Manifest.Kind.DATA, 1, Optional.of(other)), "another node");
    }

    @Test
    void open_whenOfANewerLayout_refuses() {
        refusedBy(() -> Archive.open(archive, Manifest.Kind.DATA, 0, Optional.of(KEY)), "newer Amana");
    }

    @Test
    void open_whenTheOtherHalf_refuses() {
        refusedBy(() -> Archive.open(archive, Manifest.Kind.KEYS, 1, Optional.of(KEY)), "data where keys");
    }

    @Test
    void open_whenCutShortAnywhere_refuses() throws IOException {
        byte[] whole = Files.readAllBytes(archive);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(archive, java.util.Arrays.copyOf(whole, length));
            refused("");
        }
    }

    @Test
    void open_whenAnyByteIsFlipped_refusesOrGivesTheSame() throws IOException {
        byte[] whole = Files.readAllBytes(archive);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(archive, flipped);
            try {
                // bytes of ZIP that say nothing, such as times, may differ
                assertThat(open().read("version", 10)).asString().isEqualTo("1\n");
            } catch (BackupFailure e) {
                assertThat(e.reason()).isEqualTo(Reason.BAD_COPY);
            }
        }
    }

    @Test
    void open_whenThereIsNone_saysSo() {
        assertThatThrownBy(() -> Archive.open(folder.resolve("none.zip"), Manifest.Kind.DATA, 1, Optional.of(KEY)))
                .isInstanceOf(BackupFailure.class)
                .hasMessageContaining("does not exist");
    }

    private Archive open() {
        return Archive.open(archive, Manifest.Kind.DATA, 1, Optional.of(KEY));
    }

    private void refused(String words) {
        refusedBy(this::open, words);
    }

    private static void refusedBy(org.assertj.core.api.ThrowableAssert.ThrowingCallable opening, String words) {
        assertThatThrownBy(opening).hasMessageContaining(words)
                .hasMessageEndingWith("Nothing was changed.")
                .asInstanceOf(type(BackupFailure.class))
                .extracting(BackupFailure::reason)
                .isEqualTo(Reason.BAD_COPY);
    }

    private static byte[] manifest(String name, String content) {
        byte[] good = new Manifest(Manifest.Kind.DATA, 1, "ledger.example/tlog", NOW, java.util.List.of(),
                java.util.List.of(new Manifest.Item("name-of-file", content.length(),
                        Base64Url.encode(Sha256.of(bytes(content))))))
                .json();
        String escaped = name.replace("\\", "\\\\").replace("\0", "\\u0000");
        return bytes(new String(good, StandardCharsets.UTF_8).replace("name-of-file", escaped));
    }

    /** The archive with something else in it. */
    private void change(Consumer<Map<String, byte[]>> change) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        write();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        change.accept(entries);
        zip(entries);
    }

    private void zip(Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    private static InputStream content(String text) {
        return new ByteArrayInputStream(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
