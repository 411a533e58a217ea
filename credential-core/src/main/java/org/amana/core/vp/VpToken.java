package org.amana.core.vp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ErrorText;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.VpResponseProblem.MalformedVpToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Presentations by the id of the Credential Query they answer (OID4VP 1.0 section 8.1).
 *
 * <pre>
 * {"work": ["eyJhbGci...~WyJ...~eyJ..."]}
 * </pre>
 */
public record VpToken(Map<String, List<String>> presentations) {
    private static final int MAX_ENTRIES = 100;

    public VpToken {
        var copy = new LinkedHashMap<String, List<String>>();
        presentations.forEach((id, list) -> copy.put(id, List.copyOf(list)));
        presentations = java.util.Collections.unmodifiableMap(copy);
    }

    /** One presentation for one query. */
    public static VpToken of(String queryId, String presentation) {
        return new VpToken(Map.of(queryId, List.of(presentation)));
    }

    /**
     * Reads {@code vp_token}.
     *
     * @throws ProblemException {@link MalformedVpToken}
     */
    public static VpToken parse(JsonNode vpToken) {
        if (!(vpToken instanceof ObjectNode object) || object.size() > MAX_ENTRIES) {
            throw malformed("vp_token must be an object");
        }
        var presentations = new LinkedHashMap<String, List<String>>();
        object.properties().forEach(entry -> {
            JsonNode list = entry.getValue();
            if (!list.isArray() || list.isEmpty() || list.size() > MAX_ENTRIES
                    || !list.valueStream().allMatch(JsonNode::isString)) {
                throw malformed("the value of " + ErrorText.quote(entry.getKey())
                        + " must be a non-empty array of presentations");
            }
            presentations.put(entry.getKey(), list.valueStream().map(JsonNode::stringValue).toList());
        });
        return new VpToken(presentations);
    }

    public ObjectNode toJson() {
        ObjectNode object = StrictJson.object();
        presentations.forEach((id, list) -> list.forEach(object.withArray("/" + id)::add));
        return object;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(new MalformedVpToken(detail));
    }

    /** What people present does not belong in logs. */
    @Override
    public String toString() {
        return "vp_token for " + presentations.keySet();
    }
}
