package org.amana.core.consent;

import java.util.Optional;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.TlogProof;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proof in the person's hand that the ledger has forgotten these leaves: nothing in it says whose they were.
 *
 * <pre>
 * {"type":"https://amana.example/consent/erasure-receipt/v1","entry":"base64url of the tombstone",
 *  "proof":"c2sp.org/tlog-proof@v1\nindex 13\n…"}
 * </pre>
 */
public record ErasureReceipt(Tombstone tombstone, TlogProof proof) {
    /** Names this form of receipt. */
    public static final String TYPE = "https://amana.example/consent/erasure-receipt/v1";

    /**
     * Reads the JSON form.
     *
     * @throws ProblemException {@link org.amana.core.json.JsonProblem}, {@link ConsentProblem},
     *         {@link org.amana.core.note.NoteProblem.MalformedProof}
     */
    public static ErasureReceipt parse(JsonNode node) {
        if (!isOne(node) || !node.path("proof").isString()) {
            throw ConsentProblem.malformedReceipt("a receipt of an erasure has the type " + TYPE + " and a proof");
        }
        return new ErasureReceipt(Tombstone.parse(Base64Url.decode(node.path("entry").asString(""))),
                TlogProof.parse(node.path("proof").stringValue()));
    }

    /** True for a document that calls itself a receipt of this form. */
    public static boolean isOne(JsonNode node) {
        return node.path("type").asString("").equals(TYPE);
    }

    public ObjectNode toJson() {
        return StrictJson.object()
                .put("type", TYPE)
                .put("entry", Base64Url.encode(tombstone.entry()))
                .put("proof", proof.text());
    }

    /** Why this does not prove, against a log one relies on, that the tombstone is in it; empty when it does. */
    public Optional<Finding> verify(LogIdentity log) {
        if (tombstone.leaves().getLast() >= proof.index()) {
            return Optional.of(new Finding("wrong_order", "a tombstone comes after the leaves it names"));
        }
        return proof.verify(TreeHash.ofLeaf(tombstone.entry()), log);
    }
}
