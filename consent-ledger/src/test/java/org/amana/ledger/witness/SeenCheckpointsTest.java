package org.amana.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.NoteProblem;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import org.amana.core.witness.AddCheckpointRequest;
import org.amana.core.witness.ForkProof;
import org.amana.ledger.Caller;
import org.amana.support.TestServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a node is shown of other logs. Each test has a log of its own, published at an address of its own. */
@ExtendWith(OutputCaptureExtension.class)
class SeenCheckpointsTest {
    private static final Deque<TestLog> UNUSED = new ArrayDeque<>(
            IntStream.range(0, 20).mapToObj(i -> TestLog.named("log.example/" + i)).toList());
    private static final Map<String, PublishedTestLog> WEB = UNUSED.stream()
            .collect(Collectors.toMap(TestLog::origin, log -> new PublishedTestLog()));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static LedgerNode node;
    private final TestLog log = UNUSED.removeFirst();
    private final PublishedTestLog web = web(log);

    @BeforeAll
    static void start() {
        var policy = new StringBuilder();
        UNUSED.forEach(log -> policy.append(log.policyLines(web(log).url())));
        node = LedgerNode.start(TestServices.settings(), policy + "quorum none\n",
                Map.of("amana.ledger.witness.first-retry", "30ms", "amana.ledger.witness.max-retry", "100ms",
                        "amana.ledger.witness.timeout", "2s"));
    }

    @AfterAll
    static void stop() {
        node.close();
        WEB.values().forEach(PublishedTestLog::close);
    }

    private static PublishedTestLog web(TestLog log) {
        return Optional.ofNullable(WEB.get(log.origin())).orElseThrow();
    }

    @Test
    void observe_whenTheLogGrows_thenTheNewestIsRememberedAndAnOlderOneChangesNothing() {
        String old = log.append(3, "a").note();
        assertThat(observe(old)).isEqualTo(Observation.AGREES);
        assertThat(observe(old)).isEqualTo(Observation.AGREES);
        String between = log.append(300, "a").note();
        log.append(300, "a");
        web.show(log.files());
        assertThat(observe(log.note())).isEqualTo(Observation.COMPARING);
        await().atMost(PATIENCE).until(() -> newestSize() == 603);
        assertThat(observe(between)).isEqualTo(Observation.COMPARING);
        assertThat(observe(old)).isEqualTo(Observation.COMPARING);
        await().atMost(PATIENCE).until(() -> waiting() == 0);
        assertThat(newestSize()).isEqualTo(603);
        assertThat(forks().isForked(log.origin())).isFalse();
    }

    @Test
    void observe_whenOneSizeHasTwoRoots_thenTheProofIsThereAtOnceAndNobodyWasAsked() {
        TestLog other = log.otherStory().append(5, "b");
        assertThat(observe(log.append(5, "a").note())).isEqualTo(Observation.AGREES);
        assertThat(observe(other.note())).isEqualTo(Observation.FORKED);
        assertThat(web.asked()).isZero();
        assertThat(proof().proves(log.identity())).isTrue();
        assertThat(observe(log.append(1, "a").note())).as("for good").isEqualTo(Observation.FORKED);
    }

    @Test
    void observe_whenTheNewerTreeHasAnotherPast_thenItsOwnTilesProveTheFork() {
        TestLog other = log.otherStory().append(700, "b");
        observe(log.append(300, "a").note());
        web.show(other.files());
        assertThat(observe(other.note())).isEqualTo(Observation.COMPARING);
        awaitFork();
        assertThat(proof().path()).isNotEmpty();
    }

    @Test
    void observe_whenAnOlderTreeHadAnotherPast_thenTheTilesOfTheNewerProveTheFork() {
        TestLog other = log.otherStory().append(300, "b");
        observe(log.append(700, "a").note());
        web.show(log.files());
        assertThat(observe(other.note())).isEqualTo(Observation.COMPARING);
        awaitFork();
        assertThat(newestSize()).as("what was believed").isEqualTo(700);
    }

    @Test
    void observe_whenTilesAreMissingOrWrong_thenNothingIsProvenAndItIsTriedAgain() {
        TestLog other = log.otherStory().append(40, "c");
        observe(log.append(3, "a").note());
        log.append(30, "a");
        assertThat(observe(log.note())).isEqualTo(Observation.COMPARING);
        await().atMost(PATIENCE).until(() -> web.asked() > 2);
        web.show(other.files());
        int before = web.asked();
        await().atMost(PATIENCE).until(() -> web.asked() > before + 2);
        web.show((path, maxBytes) -> Optional.of(new byte[9_000]));
        int later = web.asked();
        await().atMost(PATIENCE).until(() -> web.asked() > later + 2);
        assertThat(forks().isForked(log.origin())).isFalse();
        assertThat(newestSize()).isEqualTo(3);
        web.show(log.files());
        await().atMost(PATIENCE).until(() -> newestSize() == 33);
        await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    @Test
    void observe_whenTwoThatWaitHaveOneSize_thenTheyProveTheForkThemselves() {
        observe(log.append(3, "a").note());
        TestLog other = log.otherStory().append(4, "b");
        assertThat(observe(other.note())).isEqualTo(Observation.COMPARING);
        assertThat(observe(log.append(4, "a").note())).isEqualTo(Observation.FORKED);
        assertThat(proof().proves(log.identity())).isTrue();
        await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    @Test
    void observe_whenTheLogIsUnknownOrTheNoteIsNotIts_thenNothingIsKept() {
        TestLog stranger = TestLog.named("stranger.example").append(3, "a");
        assertThat(seen().observe(stranger.origin(), stranger.note())).isEqualTo(Observation.UNKNOWN_LOG);
        TestLog impostor = TestLog.named(log.origin()).append(3, "b");
        refuse(impostor.note(), NoteProblem.BadSignature.class);
        refuse(stranger.note(), NoteProblem.WrongOrigin.class);
        String note = log.append(3, "a").note();
        refuse(note.substring(0, note.lastIndexOf('\u2014')), NoteProblem.MissingSignature.class);
        refuse("no note", NoteProblem.MalformedNote.class);
        assertThat(rows().newest(log.origin())).isEmpty();
        assertThat(observe(note)).as("the unchanged one").isEqualTo(Observation.AGREES);
    }

    @Test
    void observe_whenTooManyWait_thenTheLineIsFull() {
        observe(log.append(1, "a").note());
        for (int i = 0; i < SeenRows.MAX_WAITING + 3; i++) {
            assertThat(observe(log.append(1, "a").note())).isEqualTo(Observation.COMPARING);
        }
        assertThat(waiting()).isEqualTo(SeenRows.MAX_WAITING);
    }

    @Test
    void waiting_afterARestart_isStillCompared() {
        TestLog other = log.otherStory().append(9, "b");
        observe(log.append(3, "a").note());
        observe(other.note());
        await().atMost(PATIENCE).until(() -> web.asked() > 0);
        node.restart();
        web.show(other.files());
        awaitFork();
    }

    @Test
    void cosigning_keepsTheNewestSeenWithoutAskingForTiles() {
        log.append(3, "a");
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
        log.append(300, "a");
        assertThat(node.addCheckpoint(log.request(3)).status()).isEqualTo(200);
        assertThat(newestSize()).isEqualTo(303);
        assertThat(web.asked()).isZero();
    }

    @Test
    void cosigning_whenGossipAlreadyShowedAnotherStory_thenItIsCaught() {
        TestLog other = log.append(3, "a").otherStory().append(7, "b");
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
        web.show(other.files());
        observe(other.note());
        await().atMost(PATIENCE).until(() -> newestSize() == 10);
        Caller.Answer refused = node.addCheckpoint(log.append(7, "a").request(3));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.reason()).isEqualTo("log_forked");
        assertThat(proof().proves(log.identity())).isTrue();
    }

    @Test
    void cosigning_whenTheProofIsBad_thenTheTilesTellWhetherItWasAFork() {
        TestLog other = log.append(3, "a").otherStory();
        log.append(2, "a");
        assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
        other.append(9, "b");
        web.show(other.files());
        assertThat(node.addCheckpoint(new AddCheckpointRequest(5, List.of(TreeHash.EMPTY), other.note())).status())
                .isEqualTo(422);
        awaitFork();
    }

    @Test
    void observe_whenThePolicyNamesMoreKeysThanBefore_thenGoesOnWithWhatTheyAllSigned() {
        String halfKnown = log.policyLines(web.url()).lines().findFirst().orElseThrow() + "\nquorum none\n";
        try (LedgerNode other = LedgerNode.start(halfKnown)) {
            other.bean(SeenCheckpoints.class).observe(log.origin(), log.append(3, "a").note());
            other.restart(log.policyLines(web.url()) + "quorum none\n");
            TestLog forked = log.otherStory().append(4, "b");
            assertThat(other.bean(SeenCheckpoints.class).observe(log.origin(), log.append(4, "a").note()))
                    .isEqualTo(Observation.COMPARING);
            await().atMost(PATIENCE)
                    .until(() -> other.bean(SeenRows.class)
                            .newest(log.origin())
                            .orElseThrow()
                            .checkpoint()
                            .treeSize() == 7);
            assertThat(other.bean(SeenCheckpoints.class).observe(log.origin(), forked.note()))
                    .isEqualTo(Observation.FORKED);
        }
    }

    @Test
    void alarm_standsInTheLogFileAndOnTheAuditPageWithItsProof(CapturedOutput output) {
        assertThat(node.get("/audit").text()).doesNotContain("/v1/forks/" + KnownLog.hash(log.origin()));
        TestLog other = log.otherStory().append(5, "b");
        observe(log.append(5, "a").note());
        observe(other.note());
        observe(other.note());
        assertThat(output.getOut().lines().filter(line -> line.contains("ALARM: the log " + log.origin() + " ")))
                .as("raised once")
                .hasSize(1)
                .allMatch(line -> line.contains("ERROR"));
        String page = node.get("/audit").text();
        assertThat(page).contains("Alarm: a log showed two histories", log.origin(),
                "href=\"/v1/forks/" + KnownLog.hash(log.origin()) + "\"");
        Caller.Answer download = node.get("/v1/forks/" + KnownLog.hash(log.origin()));
        assertThat(download.header("Content-Disposition")).contains("fork-proof.json");
        assertThat(ForkProof.parse(download.bytes()).proves(log.identity())).isTrue();
    }

    @Test
    void database_refusesToTakeASeenCheckpointBack() {
        observe(log.append(5, "a").note());
        JdbcClient jdbc = node.asOwner();
        for (String statement : List.of("update seen_checkpoint set tree_size = 4 where origin = ?",
                "update seen_checkpoint set root = sha256('other') where origin = ?",
                "delete from seen_checkpoint where origin = ?")) {
            assertThatThrownBy(() -> jdbc.sql(statement).param(log.origin()).update()).as(statement)
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void twoNodes_whenAThirdShowsEachAnotherStory_catchItByComparingWhatTheyCosigned() {
        TestLog toOthers = log.append(3, "a").otherStory().append(2, "b");
        log.append(4, "a");
        try (LedgerNode second = LedgerNode.start(log.policyLines(web.url()) + "quorum none\n")) {
            assertThat(node.addCheckpoint(log.request(0)).status()).isEqualTo(200);
            assertThat(second.addCheckpoint(toOthers.request(0)).status()).isEqualTo(200);
            // the third serves the longer story; each node meets what the other has cosigned
            web.show(log.files());
            String path = "/witness/" + KnownLog.hash(log.origin()) + "/checkpoint";
            String firsts = node.get(path).text();
            String seconds = second.get(path).text();
            assertThat(second.bean(SeenCheckpoints.class).observe(log.origin(), firsts))
                    .isEqualTo(Observation.COMPARING);
            assertThat(observe(seconds)).isEqualTo(Observation.COMPARING);
            var proofs = new ArrayList<ForkProof>();
            for (LedgerNode each : List.of(node, second)) {
                await().atMost(PATIENCE).until(() -> each.bean(Forks.class).isForked(log.origin()));
                proofs.add(ForkProof.parse(each.get("/v1/forks/" + KnownLog.hash(log.origin())).bytes()));
                assertThat(each.get("/audit").text()).contains("Alarm: a log showed two histories");
            }
            assertThat(proofs).allMatch(proof -> proof.proves(log.identity()));
            assertThat(node.addCheckpoint(log.append(1, "a").request(7)).reason()).isEqualTo("log_forked");
            assertThat(second.addCheckpoint(toOthers.append(1, "b").request(5)).reason()).isEqualTo("log_forked");
        }
    }

    private Observation observe(String note) {
        return seen().observe(log.origin(), note);
    }

    private void refuse(String note, Class<? extends NoteProblem> problem) {
        assertThatThrownBy(() -> observe(note)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isInstanceOf(problem));
    }

    private void awaitFork() {
        await().atMost(PATIENCE).until(() -> forks().isForked(log.origin()));
        assertThat(proof().proves(log.identity())).isTrue();
    }

    private ForkProof proof() {
        return ForkProof.parse(
                forks().proof(KnownLog.hash(log.origin())).orElseThrow().getBytes(StandardCharsets.UTF_8));
    }

    private long newestSize() {
        SeenRows.Row newest = rows().newest(log.origin()).orElseThrow();
        assertThat(log.identity().open(UnverifiedNote.parse(newest.note()))).isEqualTo(newest.checkpoint());
        return newest.checkpoint().treeSize();
    }

    private int waiting() {
        return rows().waiting(log.origin()).size();
    }

    private static SeenCheckpoints seen() {
        return node.bean(SeenCheckpoints.class);
    }

    private static SeenRows rows() {
        return node.bean(SeenRows.class);
    }

    private static Forks forks() {
        return node.bean(Forks.class);
    }
}
