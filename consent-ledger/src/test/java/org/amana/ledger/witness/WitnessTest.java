package org.amana.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.NoteSignature;
import org.amana.core.note.NoteSigner;
import org.amana.core.note.SignatureType;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.note.VerifierKey;
import org.amana.core.testing.Spec;
import org.amana.core.testing.TestRandom;
import org.amana.core.witness.AddCheckpointRequest;
import org.amana.core.witness.ForkProof;
import org.amana.ledger.Caller;
import org.amana.ledger.log.LogKey;
import org.amana.ledger.log.PublishedLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statuses of C2SP tlog-witness, "add-checkpoint", in its order. Each test has a log of its own. */
@Spec("C2SP-tlog-witness")
class WitnessTest {
    private static final Deque<TestLog> UNUSED = new ArrayDeque<>(
            IntStream.range(0, 40).mapToObj(i -> TestLog.named("log.example/" + i)).toList());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static LedgerNode node;
    private final TestLog log = UNUSED.removeFirst();

    @BeforeAll
    static void start() {
        var policy = new StringBuilder();
        UNUSED.forEach(log -> policy.append(log.policyLines("https://log.example/")));
        node = LedgerNode.start(policy + "quorum none\n");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void addCheckpoint_whenTheLogIsNew_thenBothKeysOfTheWitnessCosign() {
        log.append(5, "a");
        Caller.Answer answer = node.addCheckpoint(log.request(0));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text().lines()).hasSize(2).allMatch(line -> line.startsWith("\u2014 localhost:"));
        assertThat(node.cosigned(log.note() + answer.text()).signatures())
                .extracting(NoteSignature::key)
                .extracting(VerifierKey::type)
                .containsExactly(SignatureType.COSIGNATURE_V1, SignatureType.ML_DSA_44);
        assertThat(node.cosigned(log.note() + answer.text()).signatures()).allMatch(made -> made.at().isPresent());
    }

    @Test
    void addCheckpoint_whenTheProofHolds_thenCosignsAgainAndAgain() {
        for (int size : new int[]{1, 2, 7, 256, 300}) {
            int before = log.size();
            log.append(size - before, "a");
            assertThat(node.addCheckpoint(log.request(before)).status()).isEqualTo(200);
            assertThat(node.addCheckpoint(log.request(size)).status()).as("the same again").isEqualTo(200);
        }
    }

    @Test
    void addCheckpoint_whenRepeatedAtOnce_thenGivesTheSameLinesAndSignsNothing() {
        log.append(5, "a");
        String first = node.addCheckpoint(log.request(0)).text();
        assertThat(node.addCheckpoint(log.request(5)).text()).isEqualTo(first);
    }

    @Test
    void addCheckpoint_whenTheTreeIsEmpty_thenCosignsItsOneRoot() {
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
        String other = log.note().replace(TreeHash.EMPTY.toBase64(), TreeHash.ofLeaf(new byte[1]).toBase64());
        refuse("old 0\n\n" + other, 422, "not_consistent");
        log.append(3, "a");
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
    }

    @Test
    void addCheckpoint_whenOthersHaveSignedToo_thenPassesThemOver() {
        log.append(5, "a");
        NoteSigner stranger = NoteSigner.generate(log.origin(), SignatureType.ML_DSA_44, TestRandom.seeded());
        String note = log.note() + stranger.cosign(log.checkpoint().text(), TestLog.NOON);
        assertThat(node.addCheckpoint("old 0\n\n" + note).status()).isEqualTo(200);
        assertThat(node.get("/witness/" + KnownLog.hash(log.origin()) + "/checkpoint").text())
                .startsWith(log.checkpoint().text())
                .doesNotContain(note.lines().toList().getLast());
    }

    @Test
    void checkpoint_ofACosignedLog_carriesItsSignaturesAndOurs() {
        log.append(5, "a");
        String path = "/witness/" + KnownLog.hash(log.origin()) + "/checkpoint";
        assertThat(node.get(path).status()).as("never cosigned").isEqualTo(404);
        String lines = node.addCheckpoint(log.request(0)).text();
        Caller.Answer answer = node.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).endsWith(lines);
        assertThat(log.identity().open(UnverifiedNote.parse(answer.bytes())))
                .isEqualTo(log.checkpoint());
        assertThat(node.get("/witness/" + KnownLog.hash("other.example") + "/checkpoint").status()).isEqualTo(404);
    }

    @Test
    void addCheckpoint_whenTheLogIsUnknownOrOurOwn_thenNotFound() {
        TestLog stranger = TestLog.named("stranger.example").append(5, "a");
        refuse(stranger.request(0).text(), 404, "unknown_log");
        assertThat(node.bean(LogKey.class).origin()).isNotEmpty();
        refuse("old 0\n\n" + node.bean(PublishedLog.class).checkpoint(), 404, "unknown_log");
    }

    @Test
    void addCheckpoint_whenASignatureIsMissingForgedOrAStrangers_thenForbidden() {
        log.append(5, "a");
        String note = log.note();
        int second = note.lastIndexOf('\u2014');
        int first = note.indexOf('\u2014');
        refuse("old 0\n\n" + note.substring(0, second), 403, "not_signed_by_the_log");
        refuse("old 0\n\n" + note.substring(0, first) + note.substring(second), 403, "not_signed_by_the_log");
        refuse("old 0\n\n" + note.replace("\n5\n", "\n6\n"), 403, "not_signed_by_the_log");
        TestLog impostor = TestLog.named(log.origin()).append(5, "a");
        refuse(impostor.request(0).text(), 403, "not_signed_by_the_log");
        // signed well, and once more badly: such a note is malformed
        String bad = log.otherStory().append(1, "a").note();
        refuse("old 0\n\n" + note + bad.substring(bad.indexOf('\u2014')), 403, "not_signed_by_the_log");
        assertThat(node.addCheckpoint(log.request(0)).status()).as("the unchanged one").isEqualTo(200);
    }

    @Test
    void addCheckpoint_whenTheOldSizeIsLarger_thenBadRequest() {
        log.append(5, "a");
        refuse("old 6\n\n" + log.note(), 400, "old_size_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "old 0\n", "old 00\n\nNOTE", "old -1\n\nNOTE", "0\n\nNOTE", "old 0\nno hash\n\nNOTE",
            "old 0\r\n\nNOTE", "old 0\n\nlog.example\n5\n", "old 0\n\n\u0000"})
    void addCheckpoint_whenMalformed_thenBadRequest(String body) {
        log.append(5, "a");
        assertThat(node.addCheckpoint(body.replace("NOTE", log.note())).status()).isEqualTo(400);
    }

    @Test
    void addCheckpoint_atTheLimitsOfHashesAndBytes_isReadAndBeyondThemNot() {
        log.append(5, "a");
        String hash = TreeHash.EMPTY.toBase64() + "\n";
        refuse("old 0\n" + hash.repeat(63) + "\n" + log.note(), 422, "not_consistent");
        assertThat(node.addCheckpoint("old 0\n" + hash.repeat(64) + "\n" + log.note()).status()).isEqualTo(400);
        assertThat(node.addCheckpoint("x".repeat(AddCheckpointRequest.MAX_BYTES)).status()).isEqualTo(400);
        assertThat(node.addCheckpoint("x".repeat(AddCheckpointRequest.MAX_BYTES + 1)).status()).isEqualTo(413);
    }

    @Test
    void n183_oldSizeIsStale_theSizeIsAnsweredInItsOwnType() {
        log.append(5, "a");
        stale("old 3\n\n" + log.note(), 0);
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
        log.append(4, "a");
        stale(log.request(0).text(), 5);
        stale(log.request(4).text(), 5);
        stale(log.request(9).text(), 5);
        assertThat(node.addCheckpoint(log.request(5)).status()).isEqualTo(200);
        stale(log.request(5).text(), 9);
    }

    @Test
    void addCheckpoint_whenTheProofIsNoneOrAnothers_thenUnprocessable() {
        log.append(5, "a");
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
        log.append(4, "a");
        List<TreeHash> path = log.proofFrom(5).path();
        refuse(new AddCheckpointRequest(5, List.of(), log.note()).text(), 422, "not_consistent");
        refuse(new AddCheckpointRequest(5, path.subList(1, path.size()), log.note()).text(), 422, "not_consistent");
        var longer = new ArrayList<>(path);
        longer.add(TreeHash.EMPTY);
        refuse(new AddCheckpointRequest(5, longer, log.note()).text(), 422, "not_consistent");
        for (int i = 0; i < path.size(); i++) {
            var changed = new ArrayList<>(path);
            changed.set(i, TreeHash.EMPTY);
            refuse(new AddCheckpointRequest(5, changed, log.note()).text(), 422, "not_consistent");
        }
        assertThat(node.addCheckpoint(new AddCheckpointRequest(5, path, log.note())).status()).isEqualTo(200);
        refuse(new AddCheckpointRequest(9, List.of(TreeHash.EMPTY), log.note()).text(), 422, "not_consistent");
    }

    @Test
    void addCheckpoint_whenTheProofStartsFromAnotherPast_thenUnprocessable() {
        TestLog other = log.append(3, "a").otherStory().append(6, "b");
        log.append(2, "a");
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
        refuse(other.request(5).text(), 422, "not_consistent");
    }

    @Test
    void addCheckpoint_whenOneSizeHasTwoRoots_thenKeepsTheProofAndNeverCosignsThatLogAgain() {
        TestLog other = log.otherStory().append(5, "b");
        log.append(5, "a");
        assertThat(node.bean(Forks.class).isForked(log.origin())).isFalse();
        assertThat(node.get("/v1/forks/" + KnownLog.hash(log.origin())).status()).isEqualTo(404);
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
        refuse(other.request(5).text(), 422, "not_consistent");

        assertThat(node.bean(Forks.class).isForked(log.origin())).isTrue();
        ForkProof proof = ForkProof.parse(node.get("/v1/forks/" + KnownLog.hash(log.origin())).bytes());
        assertThat(proof.proves(log.identity())).isTrue();
        assertThat(proof.first()).isEqualTo(log.note().substring(0, log.note().indexOf('\u2014'))
                + proof.first().substring(proof.first().indexOf('\u2014')));
        log.append(2, "a");
        refuse(log.request(5).text(), 422, "log_forked");
        stale(log.request(0).text(), 5);
    }

    @Test
    void addCheckpoint_whenAStaleRequestShowsAnotherRootOfThatSize_thenKeepsTheProofToo() {
        TestLog other = log.otherStory().append(5, "b");
        log.append(5, "a");
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
        stale(other.request(0).text(), 5);
        assertThat(node.bean(Forks.class).isForked(log.origin())).isTrue();
    }

    @Test
    void addCheckpoint_whenTwoStoriesComeAtOnce_thenOneIsCosignedAndTheOtherProvesTheFork() throws Exception {
        for (int round = 0; round < 5; round++) {
            TestLog honest = UNUSED.removeFirst().append(3, "a");
            assertThat(node.addCheckpoint(honest.request(0)).status()).isEqualTo(200);
            List<TestLog> stories = List.of(honest.otherStory().append(2, "b"), honest.otherStory().append(2, "c"));
            var barrier = new CyclicBarrier(8);
            List<Callable<Caller.Answer>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String body = stories.get(i % 2).request(3).text();
                calls.add(() -> {
                    barrier.await();
                    return node.addCheckpoint(body);
                });
            }
            var winners = new ArrayList<Integer>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Caller.Answer>> answers = threads.invokeAll(calls);
                for (int i = 0; i < answers.size(); i++) {
                    Caller.Answer answer = answers.get(i).get();
                    assertThat(answer.status()).as(answer.text()).isIn(200, 409, 422);
                    if (answer.status() == 200) {
                        winners.add(i % 2);
                    }
                }
            }
            assertThat(winners.stream().distinct()).as("stories that were cosigned").hasSize(1);
            assertThat(node.bean(Forks.class).isForked(honest.origin())).isTrue();
        }
    }

    @Test
    void advance_whenAnotherWasFaster_movesNothing() {
        var table = new CosignedCheckpoints(node.bean(JdbcClient.class));
        var first = cosigned(log.append(3, "a"));
        var none = table.last(log.origin());
        assertThat(table.advance(none, first)).isTrue();
        assertThat(table.advance(none, first)).isFalse();
        var last = table.last(log.origin());
        TestLog other = log.otherStory();
        assertThat(table.advance(last, cosigned(log.append(2, "b")))).isTrue();
        assertThat(table.advance(last, cosigned(other.append(2, "c")))).isFalse();
        assertThat(table.last(log.origin()).orElseThrow().checkpoint()).isEqualTo(log.checkpoint());
    }

    @Test
    void database_refusesToTakeACosignedCheckpointOrAForkBack() {
        log.append(5, "a");
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
        JdbcClient jdbc = node.asOwner();
        for (String statement : List.of("update cosigned_checkpoint set tree_size = 4 where origin = ?",
                "update cosigned_checkpoint set root = sha256('other') where origin = ?",
                "update cosigned_checkpoint set origin = 'x' where origin = ?",
                "delete from cosigned_checkpoint where origin = ?", "update fork set proof = '' where origin <> ?",
                "delete from fork where origin <> ?")) {
            assertThatThrownBy(() -> jdbc.sql(statement).param(log.origin()).update()).as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("refused");
        }
        assertThatThrownBy(() -> jdbc.sql("truncate cosigned_checkpoint").update()).hasMessageContaining("refused");
    }

    @Test
    void addCheckpoint_whenTooManyAreBeingChecked_thenUnavailable() throws Exception {
        log.append(5, "a");
        String body = log.request(0).text();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = node.bean(DataSource.class).getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table cosigned_checkpoint in access exclusive mode");
            List<Future<Caller.Answer>> waiting = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> node.addCheckpoint(body)))
                    .toList();
            // those that got no place are answered while the others still wait for the table
            await().atMost(PATIENCE).until(() -> waiting.stream().filter(Future::isDone).count() == 2);
            holder.rollback();
            var statuses = new ArrayList<Integer>();
            for (Future<Caller.Answer> one : waiting) {
                statuses.add(one.get().status());
            }
            assertThat(statuses).contains(200).filteredOn(status -> status == 503).hasSize(2);
        }
    }

    @Test
    void restart_keepsKeysAndWhatWasCosigned() {
        log.append(5, "a");
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
        List<VerifierKey> keys = node.witnessKeys();
        node.restart();
        assertThat(node.witnessKeys()).isEqualTo(keys);
        stale(log.otherStory().append(1, "b").request(0).text(), 5);
        Caller.Answer answer = node.addCheckpoint(log.append(1, "a").request(5));
        assertThat(node.cosigned(log.note() + answer.text()).signers()).isEqualTo(keys);
    }

    private static CosignedCheckpoints.Cosigned cosigned(TestLog log) {
        return new CosignedCheckpoints.Cosigned(log.checkpoint(), log.note(), "", TestLog.NOON);
    }

    private static void refuse(String body, int status, String reason) {
        Caller.Answer answer = node.addCheckpoint(body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    private static void stale(String body, long size) {
        Caller.Answer answer = node.addCheckpoint(body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("text/x.tlog.size");
        assertThat(answer.bytes()).isEqualTo((size + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
