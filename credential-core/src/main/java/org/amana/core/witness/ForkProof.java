package org.amana.core.witness;

import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.InclusionProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proof that a log showed two histories: two checkpoints it signed that cannot both be true. Anyone can check it, and
 * nobody but the log could have made it. Between two sizes it holds the root that the later tree has for the earlier
 * size, with the consistency proof that shows so: it is not the root the log had signed.
 *
 * <pre>
 * {"type":"https://amana.example/ledger/fork/v1","first":"signed note","second":"signed note",
 *  "first_root_in_second":"base64 of 32 bytes","path":["base64 of 32 bytes"]}
 * </pre>
 *
 * @param first signed checkpoint of the smaller size, verbatim
 * @param second signed checkpoint of the larger or equal size, verbatim
 * @param firstRootInSecond root of the second tree's leaves up to the first size
 * @param path consistency proof from there to the second root; empty between equal sizes
 */
public record ForkProof(String first, String second, TreeHash firstRootInSecond, List<TreeHash> path) {
    /** Names this form of proof. */
    public static final String TYPE = "https://amana.example/ledger/fork/v1";
    /** Longest proof, in bytes. */
    public static final int MAX_BYTES = 131_072;

    public ForkProof {
        path = List.copyOf(path);
        if (path.size() > 2 * InclusionProof.MAX_PATH) {
            throw WitnessProblem.malformedForkProof("a consistency proof has not that many hashes");
        }
    }

    /**
     * Reads the JSON form.
     *
     * @throws ProblemException {@link org.amana.core.json.JsonProblem}, {@link WitnessProblem.MalformedForkProof},
     *         {@link org.amana.core.merkle.MerkleProblem.MalformedHash}
     */
    public static ForkProof parse(byte[] json) {
        JsonNode node = StrictJson.parseObject(json, MAX_BYTES);
        if (!node.path("type").asString("").equals(TYPE) || !node.path("path").isArray()) {
            throw WitnessProblem.malformedForkProof("a proof of a fork has the type " + TYPE + " and a path");
        }
        return new ForkProof(text(node.path("first")), text(node.path("second")),
                TreeHash.ofBase64(text(node.path("first_root_in_second"))),
                node.path("path").valueStream().map(hash -> TreeHash.ofBase64(text(hash))).toList());
    }

    private static String text(JsonNode node) {
        if (!node.isString()) {
            throw WitnessProblem.malformedForkProof("first, second, first_root_in_second and every hash are texts");
        }
        return node.stringValue();
    }

    public ObjectNode toJson() {
        ObjectNode object = StrictJson.object()
                .put("type", TYPE)
                .put("first", first)
                .put("second", second)
                .put("first_root_in_second", firstRootInSecond.toBase64());
        ArrayNode hashes = object.putArray("path");
        path.forEach(hash -> hashes.add(hash.toBase64()));
        return object;
    }

    /**
     * True when it proves that this log showed two histories.
     *
     * @throws ProblemException {@link org.amana.core.note.NoteProblem} when one of the notes is not the log's
     */
    public boolean proves(LogIdentity log) {
        Checkpoint one = log.open(UnverifiedNote.parse(first));
        Checkpoint other = log.open(UnverifiedNote.parse(second));
        if (one.treeSize() < 1 || one.treeSize() > other.treeSize() || one.root().equals(firstRootInSecond)) {
            return false;
        }
        return new ConsistencyProof(one.treeSize(), other.treeSize(), path).verify(firstRootInSecond, other.root());
    }
}
