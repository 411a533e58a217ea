package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.system.deployment.OneNode;
import org.amana.system.journey.LedgerCli;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An auditor who remembers a signed checkpoint and a receipt, and holds the ledger to both. */
public final class WatchedLog {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final OneNode node;

    public WatchedLog(OneNode node) {
        this.node = node;
    }

    public Checkpoint checkpoint() throws IOException, InterruptedException {
        LogIdentity log = LogIdentity.parse(Files.readString(node.ledgerKey()));
        return log.open(UnverifiedNote.parse(
                send(HttpRequest.newBuilder(URI.create(node.ledger() + "/tlog/checkpoint")).GET())));
    }

    /** The log only grew since then, and all of it is what its signed root says. */
    public void requireOnlyGrownSince(Checkpoint earlier) throws IOException, InterruptedException {
        Checkpoint now = checkpoint();
        JsonNode answer = JSON
                .readTree(send(HttpRequest.newBuilder(URI.create(node.ledger() + "/v1/proofs/consistency"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"old_size\":" + earlier.treeSize() + ",\"new_size\":" + now.treeSize() + "}"))));
        List<TreeHash> path = answer.path("path")
                .valueStream()
                .map(hash -> TreeHash.ofBase64(hash.asString()))
                .toList();
        assertThat(new ConsistencyProof(earlier.treeSize(), now.treeSize(), path).verify(earlier.root(), now.root()))
                .as("the log of %s entries is the start of the log of %s", earlier.treeSize(), now.treeSize())
                .isTrue();
        assertThat(LedgerCli.run("fsck", node.ledger() + "/tlog", "--key", node.ledgerKey().toString()))
                .contains("This log holds");
    }

    /** The receipt proves its entry, with the ledger's key and nothing else. */
    public void requireReceipt(Path file) {
        assertThat(LedgerCli.run("receipt", file.toString(), "--key", node.ledgerKey().toString()))
                .contains("This receipt holds");
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
