package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.amana.core.consent.Commitment;
import org.amana.core.merkle.Tile;
import org.amana.core.note.LogVerdict;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches in which some requests came before, whether few that go in one statement or many that are copied. */
class LogWriterTest {
    private static final int FEW = 6;
    private static final int MANY = 40;
    private final DataSource database = TestLog.newDatabase();
    private final LogWriter writer = new LogWriter(database, Optional.empty(), head -> {});
    private final Once once = new Once();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path keys;

    /** A participant to whom the same thing can be said once, as a consent. */
    private static final class Once implements Participant {
        private final Set<Commitment> said = new HashSet<>();

        @Override
        public Batch open(Connection tx, List<Submission> submissions, long reading) {
            return new Batch() {
                private final Set<Commitment> now = new HashSet<>(said);

                @Override
                public byte[] decide(Submission submission, long index) {
                    Commitment commitment = ((Said) submission).commitment();
                    if (!now.add(commitment)) {
                        throw new ProblemException(new LogProblem.NotFound("this was said before"));
                    }
                    return commitment.bytes();
                }

                @Override
                public void write(Connection same) {
                    // the leaf is all there is
                }

                @Override
                public void committed() {
                    said.addAll(now);
                }
            };
        }
    }

    private record Said(Commitment commitment, Optional<Idempotency> idempotency, Participant participant)
            implements
                Submission {}

    @BeforeEach
    void open() throws Exception {
        assertThat(writer.open().treeSize()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void write_whenSomeCameBefore_answersThemAsBeforeAndAppendsTheOthers(int count) throws Exception {
        assertThat(write(said(0, count))).isEqualTo(stored(0, count, count));
        List<Submission> batch = new ArrayList<>(List.of(said(1), said(1_000), underKey(2, 1_001), said(1_000)));
        batch.addAll(said(2_000, 2_000 + count - FEW));

        List<String> answers = write(batch);

        int size = count + 1 + count - FEW;
        assertThat(answers).startsWith("1 of " + count, count + " of " + size, "idempotency_key_reused",
                count + " of " + size);
        assertThat(answers.subList(4, answers.size())).isEqualTo(stored(count + 1, size, size));
        requireIntact(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void write_whenAllCameBefore_appendsNothing(int count) throws Exception {
        write(said(0, count));
        assertThat(write(said(0, count))).isEqualTo(stored(0, count, count));
        assertThat(write(List.of(said(0)))).containsExactly("0 of " + count);
        requireIntact(count);
    }

    @Test
    void write_whenAcceptedBefore_isNotRefusedForHavingBeenAccepted() throws Exception {
        write(said(0, 2));
        assertThat(write(List.of(said(0)))).containsExactly("0 of 2");
        assertThat(write(List.of(said(2), said(1)))).containsExactly("2 of 3", "1 of 2");
        assertThat(write(List.of(underKey(9_000, 1), said(1)))).as("a key of its own: refused by what stands")
                .containsExactly("not_in_log", "1 of 2");
        assertThat(write(List.of(underKey(1, 9_001), said(3)))).containsExactly("idempotency_key_reused", "3 of 4");
        requireIntact(4);
    }

    @Test
    void write_whenBlindRequestsAreRepeated_findsThemByTheirKeysAlone() throws Exception {
        var blind = new BlindEntries();
        Submission first = blind.submission(TestLog.commitment(1), request(1, 1));
        Submission other = blind.submission(TestLog.commitment(2), request(1, 2));
        Submission next = blind.submission(TestLog.commitment(3), request(3, 3));
        assertThat(write(List.of(first))).containsExactly("0 of 1");
        assertThat(write(List.of(first))).containsExactly("0 of 1");
        assertThat(write(List.of(other))).containsExactly("idempotency_key_reused");
        assertThat(write(List.of(next, other, first, next))).containsExactly("1 of 2", "idempotency_key_reused",
                "0 of 1", "1 of 2");
        requireIntact(2);
    }

    @Test
    void write_whenOneOfManyBlindRequestsIsRepeated_findsItWithTheFence() throws Exception {
        var blind = new BlindEntries();
        var batch = new ArrayList<Submission>();
        for (int i = 0; i < MANY; i++) {
            batch.add(blind.submission(TestLog.commitment(i), request(i, i)));
        }
        write(List.of(batch.getLast()));

        assertThat(write(batch)).startsWith("1 of " + MANY).endsWith(MANY - 1 + " of " + MANY, "0 of 1");
        assertThat(write(batch)).startsWith("1 of " + MANY).endsWith("0 of 1");
        requireIntact(MANY);
    }

    @Test
    void write_whenARepetitionComesAtTheEndOfATile_isAnsweredAsBefore() throws Exception {
        int before = Tile.WIDTH - 6;
        write(said(0, before));
        for (int size = before; size < Tile.WIDTH + 6; size += 2) {
            List<Submission> batch = List.of(said(size), said(5), said(size + 1));
            assertThat(write(batch)).as("from %d", size)
                    .containsExactly(size + " of " + (size + 2), "5 of " + before, size + 1 + " of " + (size + 2));
        }
        requireIntact(Tile.WIDTH + 6);
    }

    private List<String> write(List<Submission> batch) throws SQLException {
        return writer.write(batch).outcomes().stream().map(outcome -> switch (outcome) {
            case Outcome.Stored stored -> stored.index() + " of " + stored.treeSize();
            case Outcome.Repeated repeated -> "signed " + repeated.appended().index();
            case Outcome.Refused refused -> refused.problem().problem().code();
        }).toList();
    }

    private static List<String> stored(int from, int to, int treeSize) {
        return IntStream.range(from, to).mapToObj(index -> index + " of " + treeSize).toList();
    }

    private List<Submission> said(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::said).toList();
    }

    private Submission said(int seed) {
        return underKey(seed, seed);
    }

    private Submission underKey(int key, int seed) {
        return new Said(TestLog.commitment(seed), Optional.of(request(key, seed)), once);
    }

    private static Idempotency request(int key, int seed) {
        return Idempotency.of("test", "entries", "key-of-the-request-%06d".formatted(key),
                TestLog.commitment(seed).bytes());
    }

    /** All of it is the log, and nothing else. */
    private void requireIntact(int treeSize) {
        try (TestLog log = TestLog.open(database, keys)) {
            assertThat(log.published().treeSize()).isEqualTo(treeSize);
            assertThat(log.check()).isInstanceOf(LogVerdict.Intact.class);
        }
    }
}
