package org.amana.core.consent;

import java.util.ArrayList;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.TlogProof;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Proof in the person's hand that an event is in the log. It verifies offline, without asking the
 * operator.
 *
 * <pre>
 * {"type":"https://amana.example/consent/receipt/v1","event":"base64url","salt":"base64url",
 *  "commitment":"base64url of 33 bytes","proof":"c2sp.org/tlog-proof@v1\nindex 7\n…"}
 * </pre>
 */
public record ConsentReceipt(Opening opening, Commitment commitment, TlogProof proof) {
    /** Names this form of receipt. */
    public static final String TYPE = "https://amana.example/consent/receipt/v1";
    /** Longest receipt, in bytes. */
    public static final int MAX_BYTES = 131_072;

    /** The receipt of an entry: its opening, and the proof the ledger gave. */
    public static ConsentReceipt of(Opening opening, TlogProof proof) {
        return new ConsentReceipt(opening, opening.commitment(), proof);
    }

    /**
     * Reads the JSON form.
     *
     * @throws ProblemException {@link org.amana.core.json.JsonProblem}, {@link ConsentProblem},
     *         {@link org.amana.core.note.NoteProblem.MalformedProof}
     */
    public static ConsentReceipt parse(byte[] json) {
        return parse(StrictJson.parseObject(json, MAX_BYTES));
    }

    /** As {@link #parse(byte[])}, from a part of a larger document. */
    public static ConsentReceipt parse(JsonNode node) {
        if (!node.path("type").asString("").equals(TYPE) || !node.path("proof").isString()) {
            throw ConsentProblem.malformedReceipt("a receipt has the type " + TYPE + " and a proof");
        }
        return new ConsentReceipt(Opening.parse(node), Commitment.parse(node.path("commitment").asString("")),
                TlogProof.parse(node.path("proof").stringValue()));
    }

    public ObjectNode toJson() {
        return StrictJson.object()
                .put("type", TYPE)
                .setAll(opening.toJson())
                .put("commitment", commitment.toBase64Url())
                .put("proof", proof.text());
    }

    /** Checks the event's signature, the commitment, and the proof against a log one relies on. */
    public ReceiptVerdict verify(LogIdentity log) {
        var findings = new ArrayList<Finding>();
        Optional<SignedEvent> event = Optional.empty();
        try {
            event = Optional.of(UnverifiedEvent.parse(opening.event()).verify());
        } catch (ProblemException e) {
            findings.add(Finding.of(e.problem()));
        }
        if (!opening.commitment().equals(commitment)) {
            findings.add(new Finding("commitment_mismatch", "event and salt do not open the commitment"));
        }
        proof.verify(commitment.leafHash(), log).ifPresent(findings::add);
        if (!findings.isEmpty() || event.isEmpty()) {
            return new ReceiptVerdict.Rejected(findings);
        }
        return new ReceiptVerdict.Verified(event.get(), proof.index(),
                log.open(UnverifiedNote.parse(proof.checkpoint())));
    }
}
