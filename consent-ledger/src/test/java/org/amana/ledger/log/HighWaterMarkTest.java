package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HighWaterMarkTest {
    private static final String ORIGIN = "ledger.example/tlog";
    private static final int PLACE_BYTES = 4_096;
    private static final Optional<Instant> SIGNED = Optional.of(Instant.ofEpochSecond(1_795_361_238));
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set below
    private Path file;

    @BeforeEach
    void begin() {
        file = folder.resolve("log.mark");
        HighWaterMark.begin(file, ORIGIN);
    }

    @Test
    void newest_whenOpenedAgain_isWhatWasMovedToLast() {
        assertThat(HighWaterMark.open(file, ORIGIN).newest()).isEqualTo(of(0));
        for (int size = 1; size <= 5; size++) {
            HighWaterMark mark = HighWaterMark.open(file, ORIGIN);
            mark.moveTo(of(size), SIGNED);
            mark.moveTo(of(size + 100), Optional.empty());
            mark.moveTo(of(size + 200), SIGNED);
            assertThat(HighWaterMark.open(file, ORIGIN).newest()).isEqualTo(of(size + 200)).isEqualTo(mark.newest());
        }
    }

    @Test
    void signedAt_whenOpenedAgain_isWhenItWasSignedHere() {
        HighWaterMark mark = HighWaterMark.open(file, ORIGIN);
        assertThat(mark.signedAt()).as("nothing was signed").isEmpty();
        mark.moveTo(of(1), SIGNED.map(at -> at.plusMillis(999)));
        assertThat(mark.signedAt()).as("whole seconds, as in the signature").isEqualTo(SIGNED);
        mark.moveTo(of(1), Optional.of(Instant.EPOCH));
        assertThat(HighWaterMark.open(file, ORIGIN).signedAt()).as("the first time counts").isEqualTo(SIGNED);
        mark.moveTo(of(2), Optional.empty());
        assertThat(HighWaterMark.open(file, ORIGIN).signedAt()).as("signed elsewhere").isEmpty();
    }

    /** A write that stopped at any byte, over the older of the two places. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 19, 20, 22, 40, 66, 67, 77, 78, 100, 120, 121})
    void newest_whenAWriteWasTorn_isTheOneBefore(int bytesWritten) throws Exception {
        HighWaterMark.open(file, ORIGIN).moveTo(of(7), SIGNED);
        byte[] before = Files.readAllBytes(file);
        HighWaterMark.open(file, ORIGIN).moveTo(of(12_345), SIGNED);
        byte[] after = Files.readAllBytes(file);
        byte[] torn = before.clone();
        System.arraycopy(after, 0, torn, 0, bytesWritten);
        assertThat(Arrays.equals(after, 0, PLACE_BYTES, before, 0, PLACE_BYTES)).isFalse();
        Files.write(file, torn);

        HighWaterMark mark = HighWaterMark.open(file, ORIGIN);

        assertThat(mark.newest()).isEqualTo(of(7));
        mark.moveTo(of(8), SIGNED);
        assertThat(HighWaterMark.open(file, ORIGIN).newest()).isEqualTo(of(8));
    }

    @Test
    void open_whenDamagedOrForeignOrMissing_isRefused() throws Exception {
        assertThatThrownBy(() -> HighWaterMark.open(file, "other.example/tlog")).hasMessageContaining("not of the log");
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length && good[i] != 0; i++) {
            byte[] damaged = good.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> HighWaterMark.open(file, ORIGIN)).isInstanceOf(IllegalStateException.class);
        }
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> HighWaterMark.open(file, ORIGIN)).hasMessageContaining("damaged");
        Files.delete(file);
        assertThatThrownBy(() -> HighWaterMark.open(file, ORIGIN)).hasMessageContaining("missing");
    }

    private static Checkpoint of(long size) {
        return new Checkpoint(ORIGIN, size, size == 0 ? TreeHash.EMPTY : TreeHash.ofLeaf(new byte[]{(byte) size}));
    }
}
