package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.amana.core.note.LogCheck;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder is a whole log at every moment, and nobody else's. */
class LogMirrorTest {
    @TempDir
    Path folder;

    @Test
    void update_whenTheLogGrows_isTheWholeLogEachTime() throws Exception {
        Path mirror = folder.resolve("mirror");
        try (TestLog log = TestLog.open(TestLog.newDatabase(), folder.resolve("keys"))) {
            var first = new LogMirror(mirror, log.published(), log.key().identity());
            int from = 0;
            for (int size : new int[]{1, 2, 255, 256, 257, 600}) {
                log.appendAll(from, size);
                from = size;
                first.update();
                requireWhole(mirror, log.key().identity(), size);
            }
            assertThat(mirror.resolve("tile/entries/000.p")).doesNotExist();
            assertThat(mirror.resolve("tile/0/001.p")).doesNotExist();

            log.appendAll(600, 700);
            new LogMirror(mirror, log.published(), log.key().identity()).update();
            requireWhole(mirror, log.key().identity(), 700);
        }
    }

    @Test
    void update_whenTheFolderIsAhead_leavesItAlone() throws Exception {
        Path mirror = folder.resolve("mirror");
        Path keys = folder.resolve("keys");
        try (TestLog log = TestLog.open(TestLog.newDatabase(), keys)) {
            log.appendAll(0, 20);
            new LogMirror(mirror, log.published(), log.key().identity()).update();
        }
        Files.delete(keys.resolve("log.mark"));
        HighWaterMark.begin(keys.resolve("log.mark"), TestLog.ORIGIN);
        String before = Files.readString(mirror.resolve("checkpoint"));
        try (TestLog log = TestLog.open(TestLog.newDatabase(), keys)) {
            log.appendAll(0, 10);
            var fork = new LogMirror(mirror, log.published(), log.key().identity());
            assertThatThrownBy(fork::update).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not continue");
            log.appendAll(100, 130);
            assertThatThrownBy(fork::update).isInstanceOf(IllegalStateException.class);
        }
        assertThat(mirror.resolve("checkpoint")).hasContent(before);
    }

    @Test
    void update_whenTheFolderIsDamaged_leavesItAlone() throws Exception {
        try (TestLog log = TestLog.open(TestLog.newDatabase(), folder.resolve("keys"))) {
            log.appendAll(0, 3);
            var own = new LogMirror(folder.resolve("mirror"), log.published(), log.key().identity());
            own.update();
            Files.writeString(folder.resolve("mirror/checkpoint"), "no checkpoint");
            var damaged = new LogMirror(folder.resolve("mirror"), log.published(), log.key().identity());
            assertThatThrownBy(damaged::update).isInstanceOf(IllegalStateException.class);
            assertThat(folder.resolve("mirror/checkpoint")).hasContent("no checkpoint");
        }
    }

    private static void requireWhole(Path mirror, LogIdentity log, long size) {
        LogVerdict verdict = LogCheck.check((path, max) -> read(mirror.resolve(path)), log);
        assertThat(verdict).isInstanceOfSatisfying(LogVerdict.Intact.class,
                intact -> assertThat(intact.checkpoint().treeSize()).isEqualTo(size));
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
