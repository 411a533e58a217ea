package org.amana.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.amana.core.http.HttpPeer;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.witness.ForkProof;
import org.amana.ledger.Caller;
import org.amana.support.TestServices;
import org.amana.support.ledger.CheckpointObservation;
import org.amana.support.ledger.LedgerClient;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.peer.ServiceDirectory;
import org.amana.support.peer.ServiceRole;
import org.amana.support.peer.ServiceTokenSigner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Checkpoints of other logs that a service of the node shows its ledger. Each test has a log of its own. */
class ShownCheckpointTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Deque<TestLog> UNUSED = new ArrayDeque<>(
            IntStream.range(0, 12).mapToObj(i -> TestLog.named("log.example/" + i)).toList());
    private static final PublishedTestLog WEB = new PublishedTestLog();
    private static LedgerNode node;
    private static Caller verifier;
    private final TestLog log = UNUSED.removeFirst();

    @BeforeAll
    static void start() {
        var policy = new StringBuilder();
        UNUSED.forEach(log -> policy.append(log.policyLines(WEB.url())));
        node = LedgerNode.start(TestServices.settings(), policy + "quorum none\n",
                Map.of("amana.ledger.witness.first-retry", "30ms", "amana.ledger.witness.max-retry", "100ms",
                        "amana.ledger.witness.timeout", "2s"));
        verifier = Caller.listed("verifier-service", node.baseUrl(), node.trustDir(), ServiceRole.RECIPIENT);
    }

    @AfterAll
    static void stop() {
        node.close();
        WEB.close();
    }

    @Test
    void twoHistoriesOfOneSize_areForkedAtOnce_andTheProofIsThere() {
        TestLog other = log.otherStory().append(5, "b");
        assertThat(observed(log.append(5, "a").note())).isEqualTo("agrees");
        assertThat(observed(log.note())).isEqualTo("agrees");
        assertThat(observed(other.note())).isEqualTo("forked");
        assertThat(ForkProof.parse(node.get("/v1/forks/" + KnownLog.hash(log.origin())).bytes()).proves(log.identity()))
                .isTrue();
        assertThat(observed(log.append(1, "a").note())).as("for good").isEqualTo("forked");
    }

    @Test
    void twoHistoriesOfOtherSizes_areProvenByTheTiles() {
        TestLog other = log.otherStory().append(700, "b");
        assertThat(observed(log.append(300, "a").note())).isEqualTo("agrees");
        WEB.show(other.files());
        assertThat(observed(other.note())).isEqualTo("comparing");
        await().atMost(PATIENCE).until(() -> node.bean(Forks.class).isForked(log.origin()));
    }

    @Test
    void lagOrMissingTiles_proveNothing() {
        String old = log.append(3, "a").note();
        assertThat(observed(log.append(4, "a").note())).isEqualTo("agrees");
        WEB.show((path, maxBytes) -> java.util.Optional.empty());
        int before = WEB.asked();
        assertThat(observed(old)).isEqualTo("comparing");
        assertThat(observed(log.append(40, "a").note())).isEqualTo("comparing");
        await().atMost(PATIENCE).until(() -> WEB.asked() > before + 2);
        assertThat(observed(old)).isEqualTo("comparing");
        WEB.show(log.files());
        await().atMost(PATIENCE).until(() -> node.bean(SeenRows.class).waiting(log.origin()).isEmpty());
        assertThat(node.bean(Forks.class).isForked(log.origin())).isFalse();
        assertThat(observed(log.note())).isEqualTo("agrees");
    }

    @Test
    void forgedOrGarbled_isRefusedAndChangesNothing() {
        assertThat(observed(log.append(5, "a").note())).isEqualTo("agrees");
        String note = log.otherStory().append(1, "a").note();
        TestLog impostor = TestLog.named(log.origin()).append(5, "b");
        for (String forged : List.of(impostor.note(), note.substring(0, note.lastIndexOf('\u2014')), "", "no note",
                log.note().replace("\n5\n", "\n6\n"), UNUSED.getLast().append(5, "b").note())) {
            Caller.Answer answer = show(log.origin(), forged);
            assertThat(answer.status()).as(forged).isEqualTo(403);
            assertThat(answer.reason()).isEqualTo("not_signed_by_the_log");
        }
        assertThat(node.bean(Forks.class).isForked(log.origin())).isFalse();
        assertThat(observed(log.note())).isEqualTo("agrees");
    }

    @Test
    void logThatThePolicyDoesNotList_isNotKept() {
        TestLog stranger = TestLog.named("stranger.example").append(3, "a");
        assertThat(observed(stranger.origin(), stranger.note())).isEqualTo("unknown_log");
        assertThat(observed(stranger.origin(), stranger.otherStory().append(0, "b").note())).isEqualTo("unknown_log");
        assertThat(node.bean(SeenRows.class).newest(stranger.origin())).isEmpty();
    }

    @Test
    void callers_withoutTokenOrRole_areRefused() {
        ObjectNode body = body(log.origin(), log.append(3, "a").note());
        assertThat(Caller.anonymous("POST", node.baseUrl() + "/v1/checkpoints", StrictJson.write(body)).status())
                .isEqualTo(401);
        for (ServiceRole role : List.of(ServiceRole.BLIND_WRITER, ServiceRole.REGISTRAR, ServiceRole.SOURCE))
            assertThat(Caller
                    .listed("other-" + role.name().toLowerCase(java.util.Locale.ROOT).replace("_", "-"), node.baseUrl(),
                            node.trustDir(), role)
                    .post("/v1/checkpoints", "k", body)
                    .status()).as(role.name()).isEqualTo(403);
        assertThat(node.bean(SeenRows.class).newest(log.origin())).isEmpty();
    }

    @Test
    void clientOfTheServices_understandsEachAnswer() {
        EphemeralKey key = EphemeralKey.generate();
        new ServiceDirectory(node.trustDir()).list("requester", key.publicJwk(), Set.of(ServiceRole.RECIPIENT));
        var client = new LedgerClient(node.bean(HttpPeer.class),
                new ServiceTokenSigner("requester", key, Clock.systemUTC(), new SecureRandom()),
                URI.create(node.baseUrl()));
        TestLog other = log.otherStory().append(5, "b");
        String note = log.append(5, "a").note();

        assertThat(client.showCheckpoint(log.origin(), note)).isEqualTo(CheckpointObservation.AGREES);
        assertThat(client.forkProof(log.origin())).isEmpty();
        assertThatThrownBy(() -> client.showCheckpoint(log.origin(), "no note"))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem()).isInstanceOfSatisfying(LedgerProblem.Refused.class,
                                refused -> assertThat(refused.reason()).isEqualTo("not_signed_by_the_log")));
        assertThat(client.showCheckpoint("stranger.example", note)).isEqualTo(CheckpointObservation.UNKNOWN_LOG);
        assertThat(client.showCheckpoint(log.origin(), log.append(1, "a").note()))
                .isEqualTo(CheckpointObservation.COMPARING);
        assertThat(client.showCheckpoint(log.origin(), other.note())).isEqualTo(CheckpointObservation.FORKED);
        assertThat(client.forkProof(log.origin()))
                .hasValueSatisfying(proof -> assertThat(proof.proves(log.identity())).isTrue());
    }

    @Test
    void body_thatIsNoObjectOrTooLong_isRefused() {
        for (ObjectNode wrong : List.of(StrictJson.object(), StrictJson.object().put("origin", 5),
                StrictJson.object().put("origin", log.origin()), body(log.origin(), "").put("checkpoint", 5)))
            assertThat(verifier.post("/v1/checkpoints", "k", wrong).reason()).isEqualTo("not_signed_by_the_log");
        assertThat(show(log.origin(), "a".repeat(70_000)).status()).isEqualTo(413);
    }

    private String observed(String note) {
        return observed(log.origin(), note);
    }

    private static String observed(String origin, String note) {
        Caller.Answer answer = show(origin, note);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("observation").asString("");
    }

    private static Caller.Answer show(String origin, String note) {
        return verifier.post("/v1/checkpoints", "k", body(origin, note));
    }

    private static ObjectNode body(String origin, String note) {
        return StrictJson.object().put("origin", origin).put("checkpoint", note);
    }
}
