package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogVerdict;
import org.amana.core.problem.ProblemException;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes over one database, each with its own copy of the keys: one leads, the others follow. */
class LeadershipTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    private final DataSource database = TestLog.newDatabase();
    @SuppressWarnings("NullAway.Init") // set below
    private TestLog first;
    @SuppressWarnings("NullAway.Init") // set below
    private TestLog second;

    @BeforeEach
    void openBoth() throws Exception {
        first = TestLog.open(database, folder.resolve("first"));
        second = TestLog.open(database, TestLog.copyKeys(folder.resolve("first"), folder.resolve("second")));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void follower_whenTheLeaderAppends_servesTheSameLogAndTakesNoEntries() throws Exception {
        assertThat(first.isLeading()).isTrue();
        assertThat(second.isLeading()).isFalse();
        first.appendAll(0, 700);
        Appended last = first.append(700);

        soon().untilAsserted(() -> assertThat(second.published().treeSize()).isEqualTo(701));

        assertThat(second.published().checkpoint()).isEqualTo(first.published().checkpoint());
        assertThat(second.published().proof(last)).isEqualTo(first.published().proof(last));
        assertThat(second.published().proof(3)).isEqualTo(first.published().proof(3));
        assertThat(second.published().consistency(300, 701)).isEqualTo(first.published().consistency(300, 701));
        assertThat(second.check()).isInstanceOf(LogVerdict.Intact.class);
        assertThat(refusal(second, 701)).isEqualTo("not_leading");
        assertThat(first.append(701).index()).isEqualTo(701);
    }

    @Test
    void follower_whenAskedForAnEntryItHasNotSeenYet_saysTryAgain() {
        assertThatThrownBy(() -> second.published().proof(5)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("ledger_unavailable"));
        assertThatThrownBy(() -> second.published().proof(new Appended(5, 6, "a checkpoint")))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("ledger_unavailable"));
    }

    @Test
    void follower_whenTheLeaderStops_leadsAndKeepsItsPromises() {
        Appended kept = first.append(0);
        first.close();
        soon().until(second::isLeading);

        assertThat(second.append(0)).isEqualTo(kept);
        assertThat(second.append(1).index()).isEqualTo(1);
        assertThat(second.check()).isInstanceOf(LogVerdict.Intact.class);
    }

    @Test
    void leader_whenItsConnectionsBreak_isFollowedAndFollowsWhenItIsBack() throws Exception {
        first.appendAll(0, 300);
        first.cut();
        soon().until(second::isLeading);
        second.appendAll(300, 600);

        assertThat(first.published().treeSize()).as("what it published it still serves").isEqualTo(300);
        soon().untilAsserted(() -> assertThat(first.isLeading()).isFalse());
        assertThat(refusal(first, 601)).isEqualTo("ledger_unavailable");
        first.mend();

        soon().untilAsserted(() -> assertThat(first.published().checkpoint()).isEqualTo(second.published()
                .checkpoint()));
        assertThat(refusal(first, 601)).isEqualTo("not_leading");
        assertThat(first.check()).isInstanceOf(LogVerdict.Intact.class);
        second.close();
        soon().until(first::isLeading);
        assertThat(first.append(601).index()).isEqualTo(600);
        assertThat(first.check()).isInstanceOf(LogVerdict.Intact.class);
    }

    @Test
    void leader_whenNothingIsHeardOfIt_losesTheLockAfterItsLease() throws Exception {
        first.close();
        second.close();
        var frozen = new LeaderSession(database, TestLog.LEASE);
        assertThat(frozen.tryLock()).isTrue(); // and from here on not a word
        first = TestLog.open(database, folder.resolve("first"));
        assertThat(first.isLeading()).isFalse();

        soon().until(first::isLeading);

        assertThatThrownBy(frozen::beat).isInstanceOf(SQLException.class);
        assertThat(frozen.connection().isClosed()).isTrue();
        frozen.close();
        assertThat(frozen.tryLock()).as("it comes back and finds another").isFalse();
        frozen.close();
    }

    @Test
    void leader_whenItFrozeInTheMiddleOfABatch_doesNotHoldUpTheNext() throws Exception {
        first.append(0);
        first.close();
        second.close();
        try (Connection frozen = database.getConnection(); Statement sql = frozen.createStatement()) {
            frozen.setAutoCommit(false);
            sql.execute("update head set epoch = epoch"); // as its batch had begun
            first = TestLog.open(database, folder.resolve("first"));
            soon().until(first::isLeading);
            assertThat(first.append(1).index()).isEqualTo(1);
            assertThatThrownBy(frozen::commit).isInstanceOf(SQLException.class);
        }
        assertThat(first.check()).isInstanceOf(LogVerdict.Intact.class);
    }

    @Test
    void writers_whenBothBelieveToLead_neverBothCommit() throws Exception {
        first.append(0);
        first.close();
        second.close();
        var old = new LogWriter(database, Optional.empty(), head -> {});
        old.open();
        assertThat(old.write(List.of(first.submission(1))).tip().treeSize()).isEqualTo(2);
        var next = new LogWriter(database, Optional.empty(), head -> {});
        next.open();

        assertThat(refusal(old, 2)).isEqualTo("not_leading");
        assertThat(next.write(List.of(first.submission(3))).outcomes()).containsExactly(new Outcome.Stored(2, 3));
        assertThat(refusal(old, 4)).isEqualTo("not_leading");
        assertThat(next.write(List.of(first.submission(5))).outcomes()).containsExactly(new Outcome.Stored(3, 4));
        assertThat(leaves()).isEqualTo(4);
    }

    @Test
    void writer_whenOvertakenWhileItsBatchIsOpen_commitsNothing() throws Exception {
        first.append(0);
        first.close();
        second.close();
        var held = new HeldCommits(database);
        var old = new LogWriter(held, Optional.empty(), head -> {});
        old.open();
        Thread writing = held.holdNext(() -> refusal(old, 1));
        var next = new LogWriter(database, Optional.empty(), head -> {}); // finds the head held by the other's open transaction
        assertThat(next.open().treeSize()).isEqualTo(1);
        assertThat(next.write(List.of(first.submission(2))).outcomes()).containsExactly(new Outcome.Stored(1, 2));
        held.release();
        writing.join();

        assertThat(held.result()).as("its commit did not go through").startsWith("SQLSTATE");
        assertThat(refusal(old, 3)).isEqualTo("not_leading");
        assertThat(leaves()).isEqualTo(2);
    }

    @Test
    void follower_neverSigns() throws Exception {
        Checkpoint before = mark("second");
        first.append(0);
        first.appendAll(1, 40);
        soon().untilAsserted(() -> assertThat(second.published().treeSize()).isEqualTo(40));

        assertThat(second.published().checkpoint()).isEqualTo(first.published().checkpoint());
        assertThat(before.treeSize()).isZero();
        assertThat(mark("second")).as("it remembers what it saw").isEqualTo(mark("first"));
    }

    @Test
    void follower_whenTheDatabaseWasSetBack_neverContinuesIt() throws Exception {
        first.appendAll(0, 20);
        first.close();
        second.close();
        DataSource yesterday = TestLog.copy(database);
        try (TestLog log = TestLog.open(database, folder.resolve("first"))) {
            second = TestLog.open(database, folder.resolve("second"));
            log.appendAll(20, 30);
            soon().untilAsserted(() -> assertThat(second.published().treeSize()).isEqualTo(30));
            second.close();
        }

        assertThatThrownBy(() -> TestLog.open(yesterday, folder.resolve("second")))
                .hasMessageContaining("the database's 20 entries do not continue the 30 that were signed");
        second = TestLog.open(database, folder.resolve("second"));
        assertThat(second.append(30).index()).isEqualTo(30);
    }

    @Test
    void follower_whenAnEntryIsNotTheSignedOne_stopsAndNeverLeads() throws Exception {
        first.appendAll(0, 20);
        soon().untilAsserted(() -> assertThat(second.published().treeSize()).isEqualTo(20));
        second.cut();
        first.append(20);
        TestLog.asAdministrator(database, "leaf",
                "update leaf set entry = '\\x01ff', leaf_hash = sha256('\\x0001ff'::bytea) where index = 20");
        second.mend();

        soon().untilAsserted(() -> assertThat(refusal(second, 21)).isEqualTo("log_not_continued"));
        assertThat(second.published().treeSize()).isEqualTo(20);
        first.close();
        assertThat(refusal(second, 22)).isEqualTo("log_not_continued");
        assertThat(second.isLeading()).isFalse();
    }

    @Test
    void follower_whenTheStoredCheckpointIsNotTheLogs_doesNotStart() throws Exception {
        first.append(0);
        first.close();
        second.close();
        Path others = folder.resolve("others");
        assertThat(LogKey.openOrCreate(others, Optional.of(TestLog.ORIGIN), "", new Random(2)).identity())
                .isNotEqualTo(first.key().identity());
        assertThatThrownBy(() -> TestLog.open(database, others)).as("it would lead")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Nothing was signed");
        first = TestLog.open(database, folder.resolve("first"));
        assertThatThrownBy(() -> TestLog.open(database, others)).as("it would follow")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Nothing was signed");
        assertThat(first.append(1).index()).isEqualTo(1);
    }

    private Checkpoint mark(String process) {
        return HighWaterMark.open(folder.resolve(process).resolve("log.mark"), TestLog.ORIGIN).newest();
    }

    private long leaves() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select count(*), (select tree_size from head) from leaf")) {
            row.next();
            assertThat(row.getLong(2)).isEqualTo(row.getLong(1));
            return row.getLong(1);
        }
    }

    private static String refusal(TestLog log, int seed) {
        try {
            return "appended at " + log.append(seed).index();
        } catch (ProblemException e) {
            return e.problem().code();
        }
    }

    private String refusal(LogWriter writer, int seed) {
        try {
            return "written: " + writer.write(List.of(first.submission(seed))).outcomes();
        } catch (ProblemException e) {
            return e.problem().code();
        } catch (SQLException e) {
            return "SQLSTATE " + e.getSQLState();
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }
}
