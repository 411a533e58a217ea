package org.amana.ledgercli;

import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.Opening;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a file of openings: what the ledger's officer exports, or a receipt as a person holds it.
 *
 * <pre>
 * {"event":"base64url of the event","index":8,"salt":"base64url of 64 bytes"}
 * </pre>
 *
 * @param index of the entry it claims to open
 */
record LogEntryOpening(long index, Opening opening) {
    static final int MAX_LINE_BYTES = ConsentReceipt.MAX_BYTES;

    /** @throws ProblemException {@link org.amana.core.json.JsonProblem}, {@link org.amana.core.consent.ConsentProblem} */
    static LogEntryOpening parse(byte[] line) {
        ObjectNode object = StrictJson.parseObject(line, MAX_LINE_BYTES);
        if (object.path("type").asString("").equals(ConsentReceipt.TYPE)) {
            ConsentReceipt receipt = ConsentReceipt.parse(object);
            return new LogEntryOpening(receipt.proof().index(), receipt.opening());
        }
        return new LogEntryOpening(index(object), Opening.parse(object));
    }

    private static long index(ObjectNode object) {
        JsonNode index = object.path("index");
        if (!index.isIntegralNumber() || !index.canConvertToLong() || index.longValue() < 0) {
            throw new ProblemException(new MalformedLine("an opening has the index of its entry"));
        }
        return index.longValue();
    }
}
