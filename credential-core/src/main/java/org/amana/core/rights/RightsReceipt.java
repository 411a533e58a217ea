package org.amana.core.rights;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.Opening;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.TlogProof;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proof that a request or an answer is in the log. It verifies offline.
 *
 * <pre>
 * {"type":"https://amana.example/rights/receipt/v1","statement":"JWS","salt":"base64url","proof":"c2sp.org/tlog-proof@v1\n…"}
 * </pre>
 */
public record RightsReceipt(RightsStatement statement, Opening opening, TlogProof proof) {
    /** Names this form of receipt. */
    public static final String TYPE = "https://amana.example/rights/receipt/v1";

    /**
     * Reads the JSON form and checks the signature of what it holds.
     *
     * @throws ProblemException {@link ConsentProblem}, {@link org.amana.core.note.NoteProblem.MalformedProof}
     */
    public static RightsReceipt parse(JsonNode node) {
        if (!isOne(node) || !node.path("proof").isString()) {
            throw ConsentProblem.malformedReceipt("a receipt about a right has the type " + TYPE + " and a proof");
        }
        Opening opening = Opening.of(node.path("statement").asString("").getBytes(StandardCharsets.US_ASCII),
                Base64Url.decode(node.path("salt").asString("")));
        return new RightsReceipt(statement(node.path("statement").asString("")), opening,
                TlogProof.parse(node.path("proof").stringValue()));
    }

    private static RightsStatement statement(String compact) {
        try {
            return RightsRequest.verify(compact);
        } catch (ProblemException e) {
            return RightsAnswer.verify(compact);
        }
    }

    /** True for a document that calls itself a receipt of this form. */
    public static boolean isOne(JsonNode node) {
        return node.path("type").asString("").equals(TYPE);
    }

    public ObjectNode toJson() {
        return StrictJson.object()
                .put("type", TYPE)
                .put("statement", statement.compact())
                .put("salt", Base64Url.encode(opening.salt()))
                .put("proof", proof.text());
    }

    /** Why this does not prove, against a log one relies on, that the statement is in it; empty when it does. */
    public Optional<Finding> verify(LogIdentity log) {
        return proof.verify(Opening.of(statement.bytes(), opening.salt()).commitment().leafHash(), log);
    }
}
