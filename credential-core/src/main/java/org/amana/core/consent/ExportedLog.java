package org.amana.core.consent;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A log as a {@link LedgerExport} names it. The keys are what the file claims: whoever made it up made them up too.
 *
 * <pre>
 * {"origin":"ledger.example/tlog","keys":["ledger.example/tlog+530d903a+Aekye…","ledger.example/tlog+…"],
 *  "checkpoint":"ledger.example/tlog\n340\n…"}
 * </pre>
 *
 * @param checkpoint the newest signed note of the log that the person's wallet had
 */
public record ExportedLog(LogIdentity claimed, String checkpoint) {
    private static final int MAX_KEYS = 8;

    static ExportedLog parse(JsonNode node) {
        List<String> keys = node.path("keys").valueStream().map(key -> key.asString("")).toList();
        if (keys.isEmpty() || keys.size() > MAX_KEYS || keys.stream().anyMatch(key -> key.contains("\n"))
                || !node.path("checkpoint").isString()) {
            throw ConsentProblem.malformedExport("a log has 1 to " + MAX_KEYS + " keys and a checkpoint");
        }
        LogIdentity claimed = LogIdentity.parse(String.join("\n", keys));
        if (!claimed.origin().equals(node.path("origin").asString(""))) {
            throw ConsentProblem.malformedExport("the keys of a log have its name");
        }
        return new ExportedLog(claimed, node.path("checkpoint").stringValue());
    }

    public String origin() {
        return claimed.origin();
    }

    ObjectNode toJson() {
        ObjectNode object = StrictJson.object().put("origin", origin());
        ArrayNode keys = object.putArray("keys");
        claimed.keys().forEach(key -> keys.add(key.vkey()));
        return object.put("checkpoint", checkpoint);
    }

    /** Why the checkpoint is not one of this log; empty when it is. */
    Optional<Finding> verify(LogIdentity relied) {
        try {
            relied.open(UnverifiedNote.parse(checkpoint));
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(new Finding(e.problem().code(), "the newest checkpoint: " + e.problem().detail()));
        }
    }

    @Override
    public String toString() {
        return claimed.keys().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
