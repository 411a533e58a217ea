package org.amana.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.amana.core.consent.Commitment;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Sha256;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogCheck;
import org.amana.core.note.LogVerdict;
import org.amana.core.note.TlogProof;
import org.amana.core.note.UnverifiedNote;
import org.amana.ledger.Caller;
import org.amana.ledger.LedgerTest;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

@LedgerTest
class BlindEntriesTest {
    private final String baseUrl;
    private final Path trustDir;
    private final LogKey key;
    private Caller wallet;

    BlindEntriesTest(@Value("${amana.base-url}") String baseUrl, @Value("${amana.trust.dir}") Path trustDir,
            @Autowired LogKey key) {
        this.baseUrl = baseUrl;
        this.trustDir = trustDir;
        this.key = key;
        this.wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.BLIND_WRITER);
    }

    @BeforeEach
    void listAgain() {
        wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.BLIND_WRITER);
    }

    @Test
    void append_from256VirtualThreads_givesDistinctIndexesAndProofsThatVerify() throws Exception {
        List<Callable<TlogProof>> calls = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            Commitment commitment = commitment();
            calls.add(() -> {
                Caller.Answer answer = wallet.post("/v1/entries", UUID.randomUUID().toString(), body(commitment));
                assertThat(answer.status()).as(answer.text()).isEqualTo(201);
                TlogProof proof = TlogProof.parse(answer.json().path("proof").asString());
                assertThat(proof.verify(commitment.leafHash(), key.identity())).isEmpty();
                return proof;
            });
        }
        var indexes = new HashSet<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<TlogProof> proof : threads.invokeAll(calls)) {
                assertThat(indexes.add(proof.get().index())).isTrue();
            }
        }
        assertThat(indexes).hasSize(256);
        assertThat(LogCheck.check((path, max) -> tlog(path), key.identity())).isInstanceOf(LogVerdict.Intact.class);
    }

    @Test
    void append_whenRepeatedWithTheSameKey_givesTheSameReceiptEvenAfterOthers() {
        String idempotencyKey = UUID.randomUUID().toString();
        ObjectNode body = body(commitment());
        Caller.Answer first = wallet.post("/v1/entries", idempotencyKey, body);
        wallet.post("/v1/entries", UUID.randomUUID().toString(), body(commitment()));
        assertThat(wallet.post("/v1/entries", idempotencyKey, body).text()).isEqualTo(first.text());
        Caller.Answer other = wallet.post("/v1/entries", idempotencyKey, body(commitment()));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.reason()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void append_whenRequestIsWrong_isRefusedAndNothingIsAppended() {
        long before = size();
        ObjectNode body = body(commitment());
        assertThat(wallet.post("/v1/entries", "short", body).reason()).isEqualTo("idempotency_key_missing");
        String id = UUID.randomUUID().toString();
        assertThat(wallet.post("/v1/entries", id, StrictJson.object()).reason()).isEqualTo("malformed_commitment");
        assertThat(wallet.post("/v1/entries", id, StrictJson.object().put("commitment", Base64Url.encode(new byte[33])))
                .reason()).isEqualTo("malformed_commitment");
        assertThat(wallet.post("/v1/entries", id, StrictJson.object().put("commitment", "A".repeat(2_000))).status())
                .isEqualTo(413);
        assertThat(size()).isEqualTo(before);
    }

    @Test
    void append_withoutTokenOrRole_isRefused() {
        String body = StrictJson.write(body(commitment()));
        assertThat(Caller.anonymous("POST", baseUrl + "/v1/entries", body).status()).isEqualTo(401);
        Caller verifier = Caller.listed("verifier-service", baseUrl, trustDir, ServiceRole.RECIPIENT);
        assertThat(verifier.post("/v1/entries", UUID.randomUUID().toString(), body(commitment())).status())
                .isEqualTo(403);
        assertThat(verifier.post("/v1/presentations", UUID.randomUUID().toString(), body(commitment())).status())
                .isEqualTo(201);
        assertThat(wallet.post("/v1/presentations", UUID.randomUUID().toString(), body(commitment())).status())
                .isEqualTo(403);
    }

    @Test
    void checkpoints_areConsistentAndProofsCanBeAskedFor() {
        wallet.post("/v1/entries", UUID.randomUUID().toString(), body(commitment()));
        Checkpoint old = checkpoint();
        wallet.post("/v1/entries", UUID.randomUUID().toString(), body(commitment()));
        Checkpoint newest = checkpoint();
        Caller.Answer answer = Caller.anonymous("POST", baseUrl + "/v1/proofs/consistency", StrictJson.write(StrictJson
                .object()
                .put("old_size", old.treeSize())
                .put("new_size", newest.treeSize())));
        var path = new ArrayList<TreeHash>();
        answer.json().path("path").forEach(hash -> path.add(TreeHash.ofBase64(hash.asString())));
        assertThat(new ConsistencyProof(old.treeSize(), newest.treeSize(), path).verify(old.root(), newest.root()))
                .isTrue();
        assertThat(Caller.anonymous("POST", baseUrl + "/v1/proofs/inclusion", "{\"index\":0}")
                .json()
                .path("tree_size")
                .longValue()).isEqualTo(newest.treeSize());
        assertThat(Caller.anonymous("POST", baseUrl + "/v1/proofs/inclusion", "{\"index\":9999999}").status())
                .isEqualTo(400);
        assertThat(Caller.anonymous("POST", baseUrl + "/v1/proofs/consistency", "{\"old_size\":1,\"new_size\":9999999}")
                .status()).isEqualTo(404);
    }

    @Test
    void tiles_whenBeyondTheTreeOrMisspelt_areNotFound() {
        assertThat(Caller.anonymous("GET", baseUrl + "/tlog/tile/0/900", "").status()).isEqualTo(404);
        assertThat(Caller.anonymous("GET", baseUrl + "/tlog/tile/63/000.p/1", "").status()).isEqualTo(404);
        assertThat(Caller.anonymous("GET", baseUrl + "/tlog/tile/0/0", "").status()).isEqualTo(404);
        assertThat(Caller.anonymous("GET", baseUrl + "/tlog/checkpoint", "").header("Content-Type"))
                .isEqualToIgnoringCase("text/plain;charset=utf-8");
    }

    private Checkpoint checkpoint() {
        return key.identity()
                .open(UnverifiedNote.parse(Caller.anonymous("GET", baseUrl + "/tlog/checkpoint", "").bytes()));
    }

    private long size() {
        return checkpoint().treeSize();
    }

    private Optional<byte[]> tlog(String path) {
        Caller.Answer answer = Caller.anonymous("GET", baseUrl + "/tlog/" + path, "");
        return answer.status() == 200 ? Optional.of(answer.bytes()) : Optional.empty();
    }

    private static ObjectNode body(Commitment commitment) {
        return StrictJson.object().put("commitment", commitment.toBase64Url());
    }

    private static Commitment commitment() {
        byte[] bytes = new byte[Commitment.BYTES];
        bytes[0] = Commitment.VERSION;
        byte[] random = Sha256.of(UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        System.arraycopy(random, 0, bytes, 1, 32);
        return Commitment.of(bytes);
    }
}
