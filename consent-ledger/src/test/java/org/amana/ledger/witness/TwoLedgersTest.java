package org.amana.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amana.core.json.StrictJson;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.witness.TrustPolicy;
import org.amana.ledger.Caller;
import org.amana.ledger.Person;
import org.amana.ledger.log.LogKey;
import org.amana.support.TestServices;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.Test;

/** Two ledgers that witness each other by one and the same policy file. */
class TwoLedgersTest {
    private static final Map<String, String> QUICK = Map.of("amana.ledger.witness.interval", "20ms",
            "amana.ledger.witness.first-retry", "50ms", "amana.ledger.witness.max-retry", "200ms");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void twoLedgers_whenTheyShareAPolicy_thenEachIsCosignedByBothKeysOfTheOther() throws Exception {
        try (LedgerNode one = LedgerNode.start(TestServices.settings(), QUICK);
                LedgerNode other = LedgerNode.start(TestServices.settings(), QUICK)) {
            String shared = lines(one, "one") + lines(other, "other") + "group either any one other\nquorum either\n";
            one.restart(shared);
            other.restart(shared);
            for (LedgerNode node : List.of(one, other)) {
                for (int entries = 1; entries <= 3; entries++) {
                    append(node);
                    int size = entries;
                    await().atMost(PATIENCE).until(() -> witnessed(node, shared) == size);
                }
            }
            String note = one.get("/tlog/checkpoint/witnessed").text();
            assertThat(other.cosigned(note).signers()).containsExactlyInAnyOrderElementsOf(other.witnessKeys());
            assertThat(other.bean(SeenRows.class).newest(one.bean(LogKey.class).origin()).orElseThrow().checkpoint())
                    .isEqualTo(checkpoint(note, shared));
            assertThat(one.bean(Forks.class).all()).isEmpty();
            assertThat(other.bean(Forks.class).all()).isEmpty();
        }
    }

    /** What the operator of a node hands out to the others. */
    private static String lines(LedgerNode node, String name) throws Exception {
        var lines = new StringBuilder();
        for (String key : Files.readAllLines(node.keys().resolve("log.vkey"))) {
            lines.append("log ").append(key).append(' ').append(node.baseUrl()).append("/tlog\n");
        }
        List<String> keys = Files.readAllLines(node.keys().resolve("witness.vkey"));
        for (int i = 0; i < keys.size(); i++) {
            lines.append("witness ")
                    .append(name)
                    .append(i)
                    .append(' ')
                    .append(keys.get(i))
                    .append(' ')
                    .append(node.baseUrl())
                    .append("/witness\n");
        }
        return lines.append("group ")
                .append(name)
                .append(" all ")
                .append(name)
                .append("0 ")
                .append(name)
                .append("1\n")
                .toString();
    }

    private static void append(LedgerNode node) {
        Path trust = node.trustDir();
        Caller wallet = Caller.listed("wallet-service", node.baseUrl(), trust, ServiceRole.BLIND_WRITER);
        assertThat(wallet.post("/v1/entries", Person.fresh(),
                StrictJson.object().put("commitment", WitnessRoundsTest.commitment().toBase64Url())).status())
                .isEqualTo(201);
    }

    private static long witnessed(LedgerNode node, String policy) {
        Caller.Answer answer = node.get("/tlog/checkpoint/witnessed");
        return answer.status() == 200 ? checkpoint(answer.text(), policy).treeSize() : -1;
    }

    private static Checkpoint checkpoint(String note, String policy) {
        return TrustPolicy.parse(policy.getBytes(StandardCharsets.UTF_8)).open(UnverifiedNote.parse(note));
    }
}
