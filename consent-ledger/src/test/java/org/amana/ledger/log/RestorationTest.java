package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.amana.core.consent.Tombstone;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogVerdict;
import org.amana.core.note.UnverifiedNote;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that was set back gets the log's lost leaves from a copy, or its ledger does not start. */
class RestorationTest {
    private static final int KEPT = 300;
    private static final int ALL = 700;
    @TempDir
    Path folder;
    private DataSource backup = TestLog.newDatabase();
    private Path oldKeys = Path.of("");
    private Path restore = Path.of("");
    private String newest = "";

    @BeforeEach
    void aLogThatWentOnAfterItsBackup() throws Exception {
        DataSource database = backup;
        Path keys = folder.resolve("first/keys");
        try (TestLog log = TestLog.open(database, keys)) {
            log.appendAll(0, KEPT);
        }
        backup = TestLog.copy(database);
        oldKeys = TestLog.copyKeys(keys, folder.resolve("second/keys"));
        restore = folder.resolve("second/restore");
        try (TestLog log = TestLog.open(database, keys)) {
            log.appendAll(KEPT, ALL);
            new LogMirror(restore, log.published(), log.key().identity()).update();
            newest = log.published().checkpoint();
        }
    }

    @Test
    void start_whenACopyReachesFurther_continuesFromThereAndRemembersTheGap() throws Exception {
        try (TestLog log = TestLog.open(backup, oldKeys)) {
            assertThat(log.published().treeSize()).isEqualTo(ALL);
            assertThat(log.published().checkpoint()).isEqualTo(newest);
            assertThat(log.check()).isInstanceOf(LogVerdict.Intact.class);
            log.append(ALL);
            Checkpoint before = log.key().identity().open(UnverifiedNote.parse(newest));
            Checkpoint after = log.key().identity().open(UnverifiedNote.parse(log.published().checkpoint()));
            assertThat(log.published().consistency(ALL, ALL + 1).verify(before.root(), after.root())).isTrue();
        }
        assertThat(lost()).containsExactly(KEPT + " " + ALL);
        assertThat(restore).doesNotExist();
        assertThat(HighWaterMark.read(oldKeys.resolve("log.mark"), TestLog.ORIGIN).treeSize()).isEqualTo(ALL + 1);
    }

    @Test
    void start_whenATombstoneOfTheGapNamesItsLeaves_remembersThatTheyAreErased() throws Exception {
        DataSource database = TestLog.newDatabase();
        Path keys = folder.resolve("third/keys");
        try (TestLog log = TestLog.open(database, keys)) {
            log.append(0);
        }
        DataSource older = TestLog.copy(database);
        Path copied = TestLog.copyKeys(keys, folder.resolve("fourth/keys"));
        try (TestLog log = TestLog.open(database, keys)) {
            log.appendAll(1, 5);
            log.append(new Buried(new Tombstone(List.of(2L, 4L))));
            log.append(5);
            new LogMirror(folder.resolve("fourth/restore"), log.published(), log.key().identity()).update();
        }
        TestLog.open(older, copied).close();
        assertThat(numbers(older, "select index from forgotten_leaf order by index")).containsExactly(2L, 4L);
        assertThat(numbers(older, "select next_index from lost_content")).containsExactly(7L);
    }

    /** A tombstone as a ledger with consents appends it. */
    private record Buried(Tombstone tombstone) implements Submission, Participant {
        @Override
        public Participant participant() {
            return this;
        }

        @Override
        public Optional<Idempotency> idempotency() {
            return Optional.empty();
        }

        @Override
        public Batch open(Connection tx, List<Submission> submissions, long reading) {
            return new Batch() {
                @Override
                public byte[] decide(Submission submission, long index) {
                    return tombstone.entry();
                }

                @Override
                public void write(Connection transaction) {
                    // the leaf is all there is
                }
            };
        }
    }

    private static List<Long> numbers(DataSource database, String query) throws SQLException {
        var numbers = new ArrayList<Long>();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }

    @Test
    void start_whenInterruptedBeforeTheFolderWasRemoved_doesItOnce() throws Exception {
        Path again = folder.resolve("again");
        copy(restore, again);
        TestLog.open(backup, oldKeys).close();
        copy(again, restore);
        try (TestLog log = TestLog.open(backup, oldKeys)) {
            assertThat(log.published().treeSize()).isEqualTo(ALL);
        }
        assertThat(lost()).containsExactly(KEPT + " " + ALL);
    }

    @Test
    void start_whenABundleIsMissing_refusesAndTakesNothing() throws Exception {
        Files.delete(restore.resolve("tile/entries/002.p/188"));
        refused("lacks tile/entries/002.p/188");
    }

    @Test
    void start_whenAnEntryIsAnother_refusesAndTakesNothing() throws Exception {
        Path bundle = restore.resolve("tile/entries/001");
        byte[] content = Files.readAllBytes(bundle);
        content[content.length - 1] ^= 1;
        Files.write(bundle, content);
        refused("not continued");
    }

    @Test
    void start_whenTheCheckpointIsNotOfThisLog_refuses() throws Exception {
        Files.writeString(restore.resolve("checkpoint"), newest.replaceFirst("\n" + ALL, "\n" + (ALL - 1)));
        refused("does not verify");
        Files.writeString(restore.resolve("checkpoint"), newest.replaceFirst(TestLog.ORIGIN, "other.example/tlog"));
        refused("other.example/tlog");
        Files.delete(restore.resolve("checkpoint"));
        refused("no checkpoint");
    }

    @Test
    void start_whenMoreWasSignedThanTheCopyHolds_refuses() throws Exception {
        Path newer = TestLog.copyKeys(folder.resolve("first/keys"), folder.resolve("third/keys"));
        HighWaterMark.open(newer.resolve("log.mark"), TestLog.ORIGIN)
                .moveTo(new Checkpoint(TestLog.ORIGIN, ALL + 5, org.amana.core.merkle.TreeHash.ofBase64(
                        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")), Optional.empty());
        copy(restore, folder.resolve("third/restore"));
        assertThatThrownBy(() -> TestLog.open(backup, newer)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not continued");
    }

    @Test
    void start_withoutACopy_continuesAloneWhatItsOwnMarkAllows() {
        delete(restore);
        try (TestLog log = TestLog.open(backup, oldKeys)) {
            assertThat(log.published().treeSize()).isEqualTo(KEPT);
        }
    }

    private void refused(String words) throws SQLException {
        assertThatThrownBy(() -> TestLog.open(backup, oldKeys)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(words);
        try (Connection connection = backup.getConnection()) {
            assertThat(LogTables.head(connection).treeSize()).isEqualTo(KEPT);
        }
        assertThat(restore).isDirectory();
    }

    private List<String> lost() throws SQLException {
        try (Connection connection = backup.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(
                        "select string_agg(first_index || ' ' || next_index, ',') from lost_content")) {
            row.next();
            return List.of(row.getString(1).split(","));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
