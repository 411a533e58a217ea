package org.amana.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.amana.core.consent.Commitment;
import org.amana.core.json.StrictJson;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.TlogProof;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.testing.Spec;
import org.amana.core.witness.AddCheckpointRequest;
import org.amana.core.witness.TrustPolicy;
import org.amana.ledger.Caller;
import org.amana.ledger.Person;
import org.amana.ledger.log.LogKey;
import org.amana.support.TestServices;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** This node's log and the witnesses it asks. */
@Spec("C2SP-tlog-witness")
class WitnessRoundsTest {
    private static final Map<String, String> QUICK = Map.of("amana.ledger.witness.interval", "20ms",
            "amana.ledger.witness.first-retry", "50ms", "amana.ledger.witness.max-retry", "200ms",
            "amana.ledger.witness.timeout", "700ms");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void letTheSlowOnesGo() {
        end.countDown();
    }

    @Test
    void rounds_whenLiarsAndDeadOnesAreAmongThem_thenTheHonestMakeTheQuorumAndNothingElseIsKept() throws Exception {
        var stranger = FakeWitness.newKey();
        List<FakeWitness> honest = List.of(FakeWitness.honest(), FakeWitness.honest());
        Map<String, FakeWitness> liars = Map.of(
                "garbage", liar((self, request) -> "\u0000garbage"),
                "empty", liar((self, request) -> ""),
                "stranger", liar((self, request) -> stranger.cosign(FakeWitness.text(request), TestLog.NOON)),
                "another-checkpoint", liar((self, request) -> self.key()
                        .cosign(
                                FakeWitness.text(request).replaceFirst("\n\\d+\n", "\n999\n"), TestLog.NOON)),
                // its own text after ours: the note verifies, but what is signed is not our checkpoint
                "smuggled-text", liar((self, request) -> {
                    String more = "\u2014 a.example AAAAAAA=\nmore\n";
                    return more + "\n" + self.key().cosign(FakeWitness.text(request) + "\n" + more, TestLog.NOON);
                }),
                "endless", new FakeWitness((self, request, exchange) -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (end.getCount() > 0) {
                        exchange.getResponseBody().write(new byte[8_192]);
                    }
                }),
                "redirect", new FakeWitness((self, request, exchange) -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                }),
                "silent", new FakeWitness((self, request, exchange) -> hang()),
                "always-stale", new FakeWitness((self, request, exchange) -> FakeWitness.reply(exchange, 409,
                        "text/x.tlog.size", "0\n")),
                "too-large", new FakeWitness((self, request, exchange) -> FakeWitness.reply(exchange, 409,
                        "text/x.tlog.size", "999999\n")));
        var policy = new StringBuilder(FakeWitness.quorumOf(honest));
        liars.forEach((name, liar) -> policy.append(liar.policyLine(name)));
        try (LedgerNode node = start(policy.toString())) {
            assertThat(node.get("/tlog/checkpoint/witnessed").status()).as("nothing is there").isEqualTo(404);
            for (int i = 1; i <= 3; i++) {
                assertThat(append(node)).isEqualTo(i - 1);
                long size = i;
                await().atMost(PATIENCE).until(() -> witnessedSize(node, policy.toString()) == size);
            }
            await().atMost(PATIENCE).until(() -> liars.values().stream().allMatch(liar -> liar.asked() > 1));
            assertThat(node.bean(JdbcClient.class)
                    .sql("select distinct cosigner from cosignature")
                    .query(String.class)
                    .list()).containsExactlyInAnyOrder(honest.get(0).cosigner(), honest.get(1).cosigner());
            assertThat(append(node)).as("appending goes on").isEqualTo(3);
        } finally {
            end.countDown();
            honest.forEach(FakeWitness::close);
            liars.values().forEach(FakeWitness::close);
        }
    }

    @Test
    void receipt_whenItsEntryIsWitnessed_thenHoldsForWhoeverTrustsTheWitnesses() throws Exception {
        try (FakeWitness witness = FakeWitness.honest();
                LedgerNode node = start(FakeWitness.quorumOf(List.of(witness)))) {
            Commitment commitment = commitment();
            Caller wallet = wallet(node);
            TlogProof plain = TlogProof.parse(wallet.post("/v1/entries", Person.fresh(), body(commitment))
                    .json()
                    .path("proof")
                    .asString());
            LogIdentity log = node.bean(LogKey.class).identity();
            TrustPolicy policy = policy(log, FakeWitness.quorumOf(List.of(witness)));
            assertThatThrownBy(() -> policy.open(UnverifiedNote.parse(plain.checkpoint())))
                    .hasMessageContaining("quorum_not_met");

            await().atMost(PATIENCE).until(() -> upgrade(node, 0).status() == 200);
            TlogProof upgraded = TlogProof.parse(upgrade(node, 0).json().path("proof").asString());
            assertThat(upgraded.verify(commitment.leafHash(), log)).isEmpty();
            assertThat(policy.open(UnverifiedNote.parse(upgraded.checkpoint())).treeSize()).isEqualTo(1);
            assertThat(upgraded.verify(commitment().leafHash(), log)).as("another entry").isPresent();
        }
    }

    @Test
    void upgrade_whenTheEntryIsNotWitnessedOrTheQuestionIsWrong_thenSaysSo() throws Exception {
        try (LedgerNode node = start("quorum none\n")) {
            append(node);
            assertThat(upgrade(node, 0).status()).as("a quorum of nobody").isEqualTo(200);
            assertThat(upgrade(node, 1).reason()).isEqualTo("not_witnessed");
            assertThat(upgrade(node, -1).status()).isEqualTo(404);
            assertThat(Caller.anonymous("POST", node.baseUrl() + "/v1/proofs/witnessed", "{\"index\":\"0\"}").reason())
                    .isEqualTo("not_witnessed");
            assertThat(Caller.anonymous("POST", node.baseUrl() + "/v1/proofs/witnessed", "[]").status())
                    .isEqualTo(400);
        }
        try (LedgerNode node = LedgerNode.start(TestServices.settings(), Map.of())) {
            append(node);
            assertThat(upgrade(node, 0).status()).as("no policy").isEqualTo(404);
        }
    }

    @Test
    void rounds_whenAWitnessComesBack_thenTheQuorumIsMetOverOneCheckpoint() throws Exception {
        var awake = new AtomicBoolean();
        try (FakeWitness one = FakeWitness.honest();
                FakeWitness honest = FakeWitness.honest();
                FakeWitness late = new FakeWitness((self, request, exchange) -> {
                    if (awake.get()) {
                        FakeWitness.reply(exchange, 200, "text/plain",
                                self.key().cosign(FakeWitness.text(request), TestLog.NOON));
                    } else {
                        FakeWitness.reply(exchange, 503, "text/plain", "");
                    }
                })) {
            String policy = FakeWitness.quorumOf(List.of(one, honest, late));
            try (LedgerNode node = start(policy)) {
                append(node);
                append(node);
                await().atMost(PATIENCE).until(() -> late.asked() > 2 && one.asked() > 0 && honest.asked() > 0);
                assertThat(node.get("/tlog/checkpoint/witnessed").status()).isEqualTo(404);
                awake.set(true);
                await().atMost(PATIENCE).until(() -> witnessedSize(node, policy) == 2);
            }
        }
    }

    @Test
    void rounds_afterARestartOrALossAtTheWitness_goOnFromTheRightSize() throws Exception {
        try (FakeWitness witness = FakeWitness.honest();
                LedgerNode node = start(FakeWitness.quorumOf(List.of(witness)))) {
            String policy = FakeWitness.quorumOf(List.of(witness));
            assertThat(node.get("/audit").text()).contains("Cosigned by enough witnesses", "not yet");
            append(node);
            await().atMost(PATIENCE).until(() -> witnessedSize(node, policy) == 1);
            node.restart();
            assertThat(witnessedSize(node, policy)).as("known from the table").isEqualTo(1);
            append(node);
            await().atMost(PATIENCE).until(() -> witnessedSize(node, policy) == 2);
            assertThat(witness.conflicts()).as("it was remembered").isZero();
            assertThat(node.get("/audit").text()).containsPattern("the first \\W2\\W");

            witness.forget();
            append(node);
            await().atMost(PATIENCE).until(() -> witnessedSize(node, policy) == 3);
            assertThat(witness.conflicts()).as("it was learned").isEqualTo(1);
        }
    }

    @Test
    void database_refusesToChangeACosignature() throws Exception {
        try (FakeWitness witness = FakeWitness.honest();
                LedgerNode node = start(FakeWitness.quorumOf(List.of(witness)))) {
            append(node);
            await().atMost(PATIENCE).until(() -> witnessedSize(node, FakeWitness.quorumOf(List.of(witness))) == 1);
            for (String statement : List.of("update cosignature set line = ''", "delete from cosignature",
                    "truncate cosignature")) {
                assertThatThrownBy(() -> node.asOwner().sql(statement).update()).as(statement)
                        .hasMessageContaining("append-only");
            }
        }
    }

    private static LedgerNode start(String policy) {
        return LedgerNode.start(TestServices.settings(), policy, QUICK);
    }

    /** Says 200 and this. */
    private static FakeWitness liar(BiFunction<FakeWitness, AddCheckpointRequest, String> lie) {
        return new FakeWitness((self, request, exchange) -> FakeWitness.reply(exchange, 200, "text/plain",
                lie.apply(self, request)));
    }

    private void hang() {
        try {
            assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long witnessedSize(LedgerNode node, String witnesses) {
        Caller.Answer answer = node.get("/tlog/checkpoint/witnessed");
        if (answer.status() != 200) {
            return -1;
        }
        Checkpoint checkpoint = policy(node.bean(LogKey.class).identity(), witnesses)
                .open(UnverifiedNote.parse(answer.bytes()));
        return checkpoint.treeSize();
    }

    private static TrustPolicy policy(LogIdentity log, String witnesses) {
        var text = new StringBuilder();
        log.keys().forEach(key -> text.append("log ").append(key.vkey()).append('\n'));
        return TrustPolicy.parse((text + witnesses).getBytes(StandardCharsets.UTF_8));
    }

    private static Caller.Answer upgrade(LedgerNode node, long index) {
        return Caller.anonymous("POST", node.baseUrl() + "/v1/proofs/witnessed",
                StrictJson.write(StrictJson.object().put("index", index)));
    }

    private static Caller wallet(LedgerNode node) {
        return Caller.listed("wallet-service", node.baseUrl(), node.trustDir(), ServiceRole.BLIND_WRITER);
    }

    private static long append(LedgerNode node) {
        Caller.Answer answer = wallet(node).post("/v1/entries", Person.fresh(), body(commitment()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("index").longValue();
    }

    private static ObjectNode body(Commitment commitment) {
        return StrictJson.object().put("commitment", commitment.toBase64Url());
    }

    static Commitment commitment() {
        byte[] bytes = new byte[Commitment.BYTES];
        new SecureRandom().nextBytes(bytes);
        bytes[0] = Commitment.VERSION;
        return Commitment.of(bytes);
    }
}
