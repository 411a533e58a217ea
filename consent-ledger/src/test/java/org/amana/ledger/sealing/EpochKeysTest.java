package org.amana.ledger.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochKeysTest {
    private static final long NOW = 2_968;
    private static final byte[] SECRET = "a subject key".getBytes(StandardCharsets.US_ASCII);
    private final Path file;

    EpochKeysTest(@TempDir Path folder) {
        this.file = folder.resolve("epoch.key");
    }

    @BeforeEach
    void noFileYet() {
        assertThat(file).doesNotExist();
    }

    @Test
    void key_whenOpenedAgainOrCopied_isTheSameForEveryWeekThatFollows() throws IOException {
        EpochKeys keys = at(NOW);
        byte[] sealed = keys.key(NOW + 5).seal(SECRET, "here");
        Path copy = file.resolveSibling("copy.key");
        Files.copy(file, copy);
        assertThat(at(NOW + 7).key(NOW + 5).open(sealed, "here")).isEqualTo(SECRET);
        assertThat(EpochKeys.openOrCreate(copy, new Random(), clock(NOW)).key(NOW + 5).open(sealed, "here"))
                .isEqualTo(SECRET);
        assertThatThrownBy(() -> keys.key(NOW + 4).open(sealed, "here")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void destroyBefore_whenAWeekIsOver_leavesNothingThatOpensIt() throws IOException {
        EpochKeys keys = at(NOW);
        byte[] old = keys.key(NOW).seal(SECRET, "here");
        byte[] later = keys.key(NOW + 1).seal(SECRET, "here");
        String before = Files.readString(file);
        keys.destroyBefore(NOW + 1);
        assertThat(Files.readString(file)).isNotEqualTo(before).startsWith((NOW + 1) + " ");
        for (EpochKeys any : new EpochKeys[]{keys, at(NOW + 3), at(NOW)}) {
            assertThatThrownBy(() -> any.key(NOW)).hasMessageContaining("destroyed");
            assertThatThrownBy(() -> any.key(NOW + 1).open(old, "here")).isInstanceOf(IllegalStateException.class);
            assertThat(any.key(NOW + 1).open(later, "here")).isEqualTo(SECRET);
        }
    }

    @Test
    void destroyBefore_whenThatIsPast_changesNothing() throws IOException {
        EpochKeys keys = at(NOW);
        String before = Files.readString(file);
        keys.destroyBefore(NOW);
        keys.destroyBefore(NOW - 100);
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(keys.oldest()).isEqualTo(NOW);
    }

    @Test
    void current_whenTheClockGoesBack_isNeverADestroyedWeek() {
        at(NOW);
        assertThat(at(NOW - 500).current()).isEqualTo(NOW);
        assertThat(at(NOW + 9).current()).isEqualTo(NOW + 9);
    }

    @Test
    void key_whenItsWeekIsCenturiesAhead_isRefused() {
        EpochKeys keys = at(NOW);
        assertThatThrownBy(() -> keys.key(NOW + 10_437)).hasMessageContaining("too far ahead");
        assertThatThrownBy(() -> keys.key(Long.MAX_VALUE)).hasMessageContaining("too far ahead");
        assertThatThrownBy(() -> keys.key(-1)).hasMessageContaining("destroyed");
    }

    @Test
    void file_isItsOwnersAlone() throws IOException {
        at(NOW).destroyBefore(NOW + 2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2968", "2968 AAAA", "x AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "-1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "2968 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "99999999999999999999 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "2968 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n2969 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void open_whenTheFileIsDamaged_isRefusedAndNothingIsMadeInItsPlace(String content) throws IOException {
        Files.writeString(file, content);
        assertThatThrownBy(() -> at(NOW)).isInstanceOf(IllegalStateException.class).hasMessageContaining("damaged");
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    private EpochKeys at(long epoch) {
        return EpochKeys.openOrCreate(file, new Random(), clock(epoch));
    }

    private static Clock clock(long epoch) {
        return Clock.fixed(Instant.EPOCH.plus(EpochKeys.EPOCH.multipliedBy(epoch)).plusSeconds(3_600), ZoneOffset.UTC);
    }
}
