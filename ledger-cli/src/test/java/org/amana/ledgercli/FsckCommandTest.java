package org.amana.ledgercli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.amana.core.note.LogSigner;
import org.amana.core.testing.Spec;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Spec("C2SP-tlog-tiles")
class FsckCommandTest {
    /** One full tile, so that level 1 exists, and a partial one. */
    private static final int ENTRIES = 300;
    private final LogSigner signer = LogSigner.generate("ledger.example/log", TestRandom.seeded());
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path key;

    @BeforeEach
    void exportLog() throws IOException {
        List<byte[]> entries = IntStream.range(0, ENTRIES)
                .mapToObj(number -> ("entry " + number).getBytes(StandardCharsets.US_ASCII))
                .toList();
        ExportedLog.write(folder, entries, signer);
        key = Files.writeString(folder.resolve("log.vkey"), signer.identity().text());
    }

    @Test
    void fsck_whenUntouched_holds() {
        Run run = Run.of("fsck", folder, "--key", key);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("This log holds: 300 entries of ledger.example/log");
    }

    @Test
    void fsck_withJson_saysTheFacts() {
        assertThat(Run.of("fsck", folder, "--key", key, "--json").out())
                .contains("\"holds\":true", "\"tree_size\":300");
    }

    @Test
    void fsck_ofAnAddress_readsTheSameLog() {
        HttpServer server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder, SimpleFileServer.OutputLevel.NONE);
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort();
            assertThat(Run.of("fsck", address, "--key", key).exitCode()).isZero();
        } finally {
            server.stop(0);
        }
    }

    @Nested
    class Damage {
        @Test
        void fsck_whenOneByteOfAnEntryDiffers_namesTheEntry() throws IOException {
            flip("tile/entries/000", 3);
            assertBroken(ExitCode.CONTENT, "entry_mismatch", "entry 0 ");
        }

        @Test
        void fsck_whenOneByteOfATileDiffers_namesIt() throws IOException {
            flip("tile/1/000.p/1", 0);
            assertBroken(ExitCode.CONTENT, "tile_mismatch", "tile/1/000.p/1");
        }

        @Test
        void fsck_whenTheLastEntryIsDropped_saysSo() throws IOException {
            Path bundle = folder.resolve("tile/entries/001.p/44");
            byte[] content = Files.readAllBytes(bundle);
            Files.write(bundle, java.util.Arrays.copyOf(content, content.length - 11));
            assertBroken(ExitCode.CONTENT, "malformed_tile", "ends before entry 43");
        }

        @Test
        void fsck_whenTwoEntriesAreSwappedInTheirBundle_namesTheFirst() throws IOException {
            Path bundle = folder.resolve("tile/entries/001.p/44");
            String content = Files.readString(bundle, StandardCharsets.ISO_8859_1);
            assertThat(content).contains("entry 270", "entry 271");
            Files.writeString(bundle, content.replace("entry 270", "entry x")
                    .replace("entry 271", "entry 270")
                    .replace("entry x", "entry 271"), StandardCharsets.ISO_8859_1);
            assertBroken(ExitCode.CONTENT, "entry_mismatch", "entry 270 ");
        }

        @Test
        void fsck_whenTwoEntriesAreSwappedWithTheirLeaves_missesTheSignedRoot() throws IOException {
            String signed = Files.readString(folder.resolve("checkpoint"));
            List<byte[]> entries = new java.util.ArrayList<>(IntStream.range(0, ENTRIES)
                    .mapToObj(number -> ("entry " + number).getBytes(StandardCharsets.US_ASCII))
                    .toList());
            java.util.Collections.swap(entries, 7, 8);
            ExportedLog.write(folder, entries, signer);
            Files.writeString(folder.resolve("checkpoint"), signed);
            assertBroken(ExitCode.CONTENT, "root_mismatch", "");
        }

        @Test
        void fsck_whenTheCheckpointDiffers_isABadSignature() throws IOException {
            Path checkpoint = folder.resolve("checkpoint");
            Files.writeString(checkpoint, Files.readString(checkpoint).replace("\n300\n", "\n299\n"));
            assertBroken(ExitCode.SIGNATURE, "bad_note_signature", "");
        }

        @Test
        void fsck_whenATileIsMissing_namesIt() throws IOException {
            Files.delete(folder.resolve("tile/0/000"));
            assertBroken(ExitCode.CONTENT, "missing_file", "tile/0/000");
        }

        @Test
        void fsck_underTheKeyOfAnotherLog_isTheWrongOrigin() throws IOException {
            LogSigner other = LogSigner.generate("other.example/log", TestRandom.seeded());
            Files.writeString(key, other.identity().text());
            assertBroken(ExitCode.OTHER_LOG, "wrong_origin", "");
        }

        private void flip(String path, int at) throws IOException {
            Path file = folder.resolve(path);
            byte[] content = Files.readAllBytes(file);
            content[at] ^= 1;
            Files.write(file, content);
        }

        private void assertBroken(int exitCode, String reason, String detail) {
            Run run = Run.of("fsck", folder, "--key", key);
            assertThat(run.exitCode()).isEqualTo(exitCode);
            assertThat(run.out()).startsWith("This log does not hold:").contains(reason, detail);
        }
    }

    @Nested
    class Refusals {
        @Test
        void fsck_withoutAKey_isMisunderstood() {
            Run run = Run.of("fsck", folder);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--key");
        }

        @Test
        void fsck_withAKeyThatIsNone_isMisunderstood() throws IOException {
            Files.writeString(key, "not a key");
            assertThat(Run.of("fsck", folder, "--key", key).exitCode()).isEqualTo(2);
        }

        @Test
        void fsck_ofNoFolder_cannotRead() {
            Run run = Run.of("fsck", folder.resolve("absent"), "--key", key);
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).contains("is not a folder.");
        }

        @Test
        void fsck_ofNobodysAddress_cannotRead() throws IOException {
            int closed;
            try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                closed = socket.getLocalPort();
            }
            assertThat(Run.of("fsck", "http://localhost:" + closed + "/tlog", "--key", key).exitCode()).isEqualTo(3);
        }
    }
}
