package org.amana.ledgercli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogSigner;
import org.amana.core.note.NoteSigner;
import org.amana.core.note.SignatureType;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code consistency}, {@code fork} and {@code policy}: what a log said before and says now. */
class HistoryCommandsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private final LogSigner log = LogSigner.generate("ledger.example/log", TestRandom.seeded());
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path key;

    @BeforeEach
    void writeKey() throws IOException {
        key = Files.writeString(folder.resolve("log.vkey"), log.identity().text());
    }

    /** @param changed entry that differs from the honest log, or -1 */
    private Path export(String name, int size, int changed) throws IOException {
        List<byte[]> entries = IntStream.range(0, size)
                .mapToObj(i -> ((i == changed ? "another " : "entry ") + i).getBytes(StandardCharsets.US_ASCII))
                .toList();
        Path place = Files.createDirectory(folder.resolve(name));
        ExportedLog.write(place, entries, log);
        return place;
    }

    private Run consistency(Path kept, Path shown, Path proof) {
        return Run.of("consistency", kept.resolve("checkpoint"), shown.resolve("checkpoint"), "--log", shown, "--key",
                key, "--fork-proof", proof);
    }

    @Nested
    class Consistency {
        @Test
        void consistency_whenTheLogGrew_holds() throws IOException {
            Run run = consistency(export("kept", 200, -1), export("shown", 700, -1), folder.resolve("fork.json"));
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("the first 200 of 700 entries");
            assertThat(folder.resolve("fork.json")).doesNotExist();
        }

        @Test
        void consistency_whenAnEntryWasRewritten_isAForkAnyoneCanCheck() throws IOException {
            Path proof = folder.resolve("fork.json");
            Run run = consistency(export("kept", 200, 3), export("shown", 700, -1), proof);
            assertThat(run.exitCode()).isEqualTo(ExitCode.FORKED);
            assertThat(run.out()).startsWith("This log showed two histories:");
            Run fork = Run.of("fork", proof, "--key", key);
            assertThat(fork.exitCode()).isZero();
            assertThat(fork.out()).contains("This proves a fork: ledger.example/log");
        }

        @Test
        void consistency_whenTheLastEntryIsDroppedAndAnotherWritten_isAFork() throws IOException {
            Run run = consistency(export("kept", 200, -1), export("shown", 200, 199), folder.resolve("fork.json"));
            assertThat(run.exitCode()).isEqualTo(ExitCode.FORKED);
        }

        @Test
        void consistency_whenTilesAreMissingOrChanged_showsNothing() throws IOException {
            Path kept = export("kept", 200, -1);
            Path shown = export("shown", 700, -1);
            Path tile = shown.resolve("tile/0/000");
            byte[] content = Files.readAllBytes(tile);
            content[0] ^= 1;
            Files.write(tile, content);
            assertThat(consistency(kept, shown, folder.resolve("fork.json")).exitCode()).isEqualTo(ExitCode.CONTENT);
            Files.delete(tile);
            assertThat(consistency(kept, shown, folder.resolve("fork.json")).exitCode()).isEqualTo(ExitCode.CONTENT);
            assertThat(folder.resolve("fork.json")).doesNotExist();
        }

        @Test
        void consistency_whenACheckpointIsForgedOrAnotherLogs_saysWhich() throws IOException {
            Path kept = export("kept", 200, -1);
            Path shown = export("shown", 700, -1);
            Path checkpoint = kept.resolve("checkpoint");
            String note = Files.readString(checkpoint);
            Files.writeString(checkpoint, note.replace("\n200\n", "\n201\n"));
            assertThat(consistency(kept, shown, folder.resolve("f")).exitCode()).isEqualTo(ExitCode.SIGNATURE);
            Files.writeString(checkpoint, note.replace("ledger.example/log\n200", "other.example/log\n200"));
            assertThat(consistency(kept, shown, folder.resolve("f")).exitCode()).isEqualTo(ExitCode.OTHER_LOG);
            Files.delete(checkpoint);
            assertThat(consistency(kept, shown, folder.resolve("f")).exitCode()).isEqualTo(ExitCode.CANNOT_READ);
        }
    }

    @Nested
    class Fork {
        @Test
        void fork_whenTheFileIsNone_provesNothing() throws IOException {
            Path file = Files.writeString(folder.resolve("fork.json"), "{\"type\":\"x\"}");
            assertThat(Run.of("fork", file, "--key", key).exitCode()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        }

        @Test
        void fork_underAnotherLogsKeys_provesNothing() throws IOException {
            Path proof = folder.resolve("fork.json");
            consistency(export("kept", 200, 3), export("shown", 700, -1), proof);
            Files.writeString(key, LogSigner.generate("ledger.example/log", new Random(9)).identity().text());
            assertThat(Run.of("fork", proof, "--key", key).exitCode()).isEqualTo(ExitCode.SIGNATURE);
        }
    }

    @Nested
    class Policy {
        private final NoteSigner witness = NoteSigner.generate("w.example", SignatureType.ML_DSA_44, new Random(5));
        private final Checkpoint checkpoint = new Checkpoint(log.origin(), 7, TreeHash.ofLeaf(new byte[1]));

        private Run run(String note, String quorum) throws IOException {
            String policy = log.identity().text().replaceAll("(?m)^", "log ").replaceAll("log $", "")
                    + "witness w " + witness.verifierKey().vkey() + "\nquorum " + quorum + "\n";
            return Run.of("policy", Files.writeString(folder.resolve("checkpoint"), note), "--policy",
                    Files.writeString(folder.resolve("trust.policy"), policy));
        }

        @Test
        void policy_whenTheWitnessCosigned_holds() throws IOException {
            String note = log.sign(checkpoint, NOON) + witness.cosign(checkpoint.text(), NOON);
            Run run = run(note, "w");
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).contains("7 entries of ledger.example/log");
        }

        @Test
        void policy_whenNobodyCosigned_lacksTheQuorum() throws IOException {
            Run run = run(log.sign(checkpoint, NOON), "w");
            assertThat(run.exitCode()).isEqualTo(ExitCode.QUORUM);
            assertThat(run.out()).contains("quorum_not_met");
            assertThat(run(log.sign(checkpoint, NOON), "none").exitCode()).isZero();
        }

        @Test
        void policy_whenTheFileIsNone_isMisunderstood() throws IOException {
            Run run = run(log.sign(checkpoint, NOON), "nobody");
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("nobody is not defined");
        }
    }
}
