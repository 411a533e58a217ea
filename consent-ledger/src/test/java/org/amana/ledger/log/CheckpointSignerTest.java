package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import javax.sql.DataSource;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.LogVerdict;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What is signed, what is not, and what a crash at any point leaves behind. */
class CheckpointSignerTest {
    private final TestClock clock = TestClock.atNoon();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path keys;
    private final DataSource database = TestLog.newDatabase();

    @Test
    void open_whenYesterdaysDumpIsRestored_isRefusedAndNothingIsSigned() throws Exception {
        DataSource yesterday = filledAndCopied();
        byte[] mark = Files.readAllBytes(keys.resolve("log.mark"));

        assertThatThrownBy(() -> TestLog.open(yesterday, keys)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the database's 300 entries do not continue the 340 that were signed")
                .hasMessageContaining("Nothing was signed");

        assertThat(keys.resolve("log.mark")).hasBinaryContent(mark);
        try (TestLog log = TestLog.open(database, keys)) {
            assertThat(log.append(1_000).index()).isEqualTo(340);
        }
    }

    @Test
    void open_whenARestoredDumpHasGrownOtherwise_isRefused() throws Exception {
        DataSource other = filledAndCopied();
        try (TestLog fork = TestLog.open(other, stolenKeys())) {
            fork.appendAll(5_000, 5_100);
            assertThat(fork.check()).isInstanceOf(LogVerdict.Intact.class);
        }

        assertThatThrownBy(() -> TestLog.open(other, keys)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("400 entries do not continue the 340");
    }

    @Test
    void append_whenTheSharedPoolIsBusy_isSignedAllTheSame() {
        var over = new CountDownLatch(1);
        for (int i = 0; i <= ForkJoinPool.commonPool().getParallelism(); i++) {
            ForkJoinPool.commonPool().execute(() -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        try (TestLog log = TestLog.open(database, keys)) {
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> log.append(1)).index()).isZero();
        } finally {
            over.countDown();
        }
    }

    @Test
    void open_whenTheMarkIsGone_isRefused() throws Exception {
        filledAndCopied();
        Files.delete(keys.resolve("log.mark"));
        assertThatThrownBy(() -> TestLog.open(database, keys)).hasMessageContaining("log.mark is missing");
    }

    @Test
    void open_whenTheProcessDiedBetweenCommitAndSignature_signsWhatIsStoredAndAnswersTheRetry() throws Exception {
        filledAndCopied();
        Written written;
        try (TestLog log = TestLog.open(database, keys)) {
            var writer = new LogWriter(database, Optional.empty(), head -> {}); // leads from here on, and dies before anything is signed
            writer.open();
            written = writer.write(List.of(log.submission(9_000), log.submission(9_001)));
        }
        assertThat(written.outcomes()).containsExactly(new Outcome.Stored(340, 342), new Outcome.Stored(341, 342));

        try (TestLog log = TestLog.open(database, keys)) {
            assertThat(log.published().treeSize()).isEqualTo(342);
            Appended retried = log.append(9_001);
            assertThat(retried.index()).isEqualTo(341);
            assertThat(retried.treeSize()).isEqualTo(342);
            assertThat(log.append(9_002).index()).isEqualTo(342);
            assertThat(log.append(9_001)).isEqualTo(retried);
            assertThat(log.check()).isInstanceOf(LogVerdict.Intact.class);
        }
    }

    @Test
    void sign_whenTheTreeWasForeseen_takesTheSignatureComputedThen() {
        CheckpointSigner signer = signer();
        signer.foresee(headOf(1));
        clock.advance(Duration.ofMinutes(1));

        CheckpointSigner.Signed signed = signer.sign(headOf(1), CheckpointSignerTest::noProof);

        assertThat(signed.at()).isEqualTo(TestClock.NOW);
        assertThat(signer.identity().open(UnverifiedNote.parse(signed.note())).root()).isEqualTo(headOf(1).root());
    }

    @Test
    void sign_whenTheTreeBecameAnotherOneThanForeseen_signsTheOneThatIs() {
        CheckpointSigner signer = signer();
        signer.foresee(headOf(1));
        clock.advance(Duration.ofMinutes(1));

        CheckpointSigner.Signed signed = signer.sign(headOf(2), CheckpointSignerTest::noProof);

        assertThat(signed.at()).isEqualTo(TestClock.NOW.plus(Duration.ofMinutes(1)));
        assertThat(signer.identity().open(UnverifiedNote.parse(signed.note())).root()).isEqualTo(headOf(2).root());
    }

    private CheckpointSigner signer() {
        return LogKey.openOrCreate(keys, Optional.of("signer.example/tlog"), "", new Random(1)).checkpointSigner(clock);
    }

    private static ConsistencyProof noProof(long oldSize) {
        throw new AssertionError("nothing was signed before, not " + oldSize);
    }

    /** A tree of this one entry. */
    private static Head headOf(int entry) {
        return new Head(1, TreeHash.ofLeaf(new byte[]{(byte) entry}), 1);
    }

    @Test
    void open_whenTheNewestCheckpointWasLost_signsTheSameTreeAgainInTheSameBytes() throws Exception {
        filledAndCopied();
        Appended before;
        try (TestLog log = TestLog.open(database, keys)) {
            before = log.append(9_000);
            assertThat(before.treeSize()).isEqualTo(341);
        }
        try (TestLog log = TestLog.open(database, keys)) { // by now it is stored, which may be after the answer
            assertThat(log.append(9_000)).isEqualTo(before);
            log.asAdministrator("checkpoint", "delete from checkpoint where tree_size = 341");
        }
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        try (TestLog log = TestLog.open(database, keys, later)) {
            assertThat(log.published().treeSize()).isEqualTo(341);
            assertThat(log.published().checkpoint()).isEqualTo(before.checkpoint());
            assertThat(log.append(9_000)).isEqualTo(before);
            assertThat(log.check()).isInstanceOf(LogVerdict.Intact.class);
        }
    }

    @Test
    void open_whenTheStoredCheckpointIsNotTheLogs_isRefused() throws Exception {
        filledAndCopied();
        try (TestLog log = TestLog.open(database, keys)) {
            log.asAdministrator("checkpoint", "update checkpoint set note = "
                    + "(select note from checkpoint where tree_size < 340 order by tree_size desc limit 1) "
                    + "where tree_size = 340");
        }
        assertThatThrownBy(() -> TestLog.open(database, keys)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not continued");
    }

    @Test
    void append_whenAnotherHistoryIsPutUnderARunningLedger_isRefusedForGood() throws Exception {
        DataSource other = filledAndCopied();
        Path stolen = stolenKeys();
        TestLog.open(other, stolen).close(); // so that the epochs agree, and only the proof can tell
        try (TestLog fork = TestLog.open(other, stolen)) {
            fork.appendAll(5_000, 5_100);
        }
        var switched = new DelegatingDataSource(database);
        try (TestLog log = TestLog.open(switched, keys)) {
            switched.setTargetDataSource(other);
            assertThat(refusal(log, 10_000)).isEqualTo("ledger_unavailable");
            assertThat(refusal(log, 10_001)).isEqualTo("log_not_continued");
            assertThat(refusal(log, 10_002)).isEqualTo("log_not_continued");
            assertThat(log.published().treeSize()).isEqualTo(340);
            switched.setTargetDataSource(database);
            assertThat(refusal(log, 10_003)).as("an operator looks into it first").isEqualTo("log_not_continued");
        }
    }

    private static String refusal(TestLog log, int seed) {
        try {
            return "appended at " + log.append(seed).index();
        } catch (ProblemException e) {
            return e.problem().code();
        }
    }

    /** The log's keys, with a mark that knows nothing. */
    private Path stolenKeys() throws Exception {
        Path stolen = Files.createDirectories(keys.resolve("stolen"));
        TestLog.open(TestLog.newDatabase(), stolen).close();
        Files.copy(keys.resolve("log.key"), stolen.resolve("log.key"), StandardCopyOption.REPLACE_EXISTING);
        return stolen;
    }

    /** 340 entries in the database, 300 in the copy. */
    private DataSource filledAndCopied() throws Exception {
        try (TestLog log = TestLog.open(database, keys)) {
            log.appendAll(0, 300);
        }
        DataSource copy = TestLog.copy(database);
        try (TestLog log = TestLog.open(database, keys)) {
            log.appendAll(300, 340);
        }
        return copy;
    }
}
