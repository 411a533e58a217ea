package org.amana.ledgercli;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.RecordId;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of what an operator claims to stand.
 *
 * <pre>
 * {"decided_index":8,"erased_index":12,"record":"…","state":"WITHDRAWN","withdrawn_index":9}
 * </pre>
 *
 * @param withdrawnIndex absent unless withdrawn
 * @param erasedIndex absent unless the recipient confirmed
 */
record ClaimedState(RecordId record, String state, long decidedIndex, Optional<Long> withdrawnIndex,
                    Optional<Long> erasedIndex) {
    static final int MAX_LINE_BYTES = 1_024;
    private static final Set<String> MEMBERS = Set.of("record", "state", "decided_index", "withdrawn_index",
            "erased_index");

    /** @throws ProblemException {@link org.amana.core.json.JsonProblem}, {@link MalformedLine} */
    static ClaimedState parse(byte[] line) {
        ObjectNode object = StrictJson.parseObject(line, MAX_LINE_BYTES);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw new ProblemException(new MalformedLine("a state has the members " + MEMBERS.stream()
                        .sorted()
                        .collect(Collectors.joining(", "))));
            }
        }
        return new ClaimedState(new RecordId(object.path("record").asString("")), object.path("state").asString(""),
                index(object, "decided_index").orElseThrow(() -> new ProblemException(
                        new MalformedLine("a state names the entry of the decision"))),
                index(object, "withdrawn_index"), index(object, "erased_index"));
    }

    private static Optional<Long> index(ObjectNode object, String name) {
        JsonNode index = object.path(name);
        if (index.isMissingNode()) {
            return Optional.empty();
        }
        if (!index.isIntegralNumber() || !index.canConvertToLong()) {
            throw new ProblemException(new MalformedLine(name + " is the index of an entry"));
        }
        return Optional.of(index.longValue());
    }

    /** How a record stands by its entries, in the same words. */
    static ClaimedState of(ConsentState state) {
        return new ClaimedState(state.record(), state.standing().name(), state.decidedIndex(), state.withdrawnIndex(),
                state.erasedIndex());
    }

    /** For a sentence: {@code WITHDRAWN by entry 9}. */
    String inWords() {
        return state + " by entry " + withdrawnIndex.orElse(decidedIndex)
                + erasedIndex.map(index -> ", erased by entry " + index).orElse("");
    }

    ObjectNode toJson() {
        ObjectNode object = StrictJson.object().put("record", record.value()).put("state", state);
        object.put("decided_index", decidedIndex);
        withdrawnIndex.ifPresent(index -> object.put("withdrawn_index", index));
        erasedIndex.ifPresent(index -> object.put("erased_index", index));
        return object;
    }
}
