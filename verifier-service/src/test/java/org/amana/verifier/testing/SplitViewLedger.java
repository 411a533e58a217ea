package org.amana.verifier.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.time.Instant;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogSigner;
import org.amana.core.note.SignedCheckpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.witness.ForkProof;

/** The node's ledger as far as it compares checkpoints that the verifier shows it. */
public final class SplitViewLedger {
    private final TestWorld world;

    public SplitViewLedger(TestWorld world) {
        this.world = world;
        holdsNothing();
        observes("agrees");
    }

    public void observes(String observation) {
        world.peers.stubFor(post("/v1/checkpoints")
                .willReturn(jsonResponse("{\"observation\":\"" + observation + "\"}", 200)));
    }

    public void answers(int status, String body) {
        world.peers.stubFor(post("/v1/checkpoints").willReturn(jsonResponse(body, status)));
    }

    public void holdsNothing() {
        world.peers.stubFor(get(urlPathMatching("/v1/forks/.*")).willReturn(WireMock.notFound()));
    }

    /** It has that against the log of that name. */
    public void holds(String origin, String proof) {
        world.peers.stubFor(get("/v1/forks/" + LogIdentity.originHash(origin))
                .willReturn(aResponse().withHeader("Content-Type", "application/json").withBody(proof)));
    }

    /** What the verifier showed, oldest first. */
    public List<String> shown() {
        return world.peers.findAll(postRequestedFor(urlPathEqualTo("/v1/checkpoints")))
                .stream()
                .map(sent -> StrictJson.parseObject(sent.getBody(), 100_000).path("checkpoint").asString())
                .toList();
    }

    /** A checkpoint as that log signs it. */
    public static SignedCheckpoint checkpoint(LogSigner log, long size, String story) {
        return log.identity()
                .openSigned(UnverifiedNote.parse(log.sign(new Checkpoint(log.origin(), size,
                        TreeHash.ofLeaf(story.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                        Instant.EPOCH.plusSeconds(1))));
    }

    /** What two of them say together, when they have one size. */
    public static String proof(String first, String second, LogSigner log) {
        return StrictJson.write(new ForkProof(first, second, log.identity().open(UnverifiedNote.parse(second)).root(),
                List.of()).toJson());
    }

    /** A proof that holds against that log. */
    public static String proof(LogSigner log) {
        return proof(checkpoint(log, 9, "a").note(), checkpoint(log, 9, "b").note(), log);
    }
}
