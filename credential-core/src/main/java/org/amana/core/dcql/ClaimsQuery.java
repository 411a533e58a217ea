package org.amana.core.dcql;

import java.util.List;
import java.util.Optional;
import org.amana.core.sdjwt.ClaimPath;
import tools.jackson.databind.JsonNode;

/**
 * One wanted claim (OID4VP 1.0 section 6.3).
 *
 * <pre>
 * {"id": "a", "path": ["work_permission", "may_work"], "values": [true]}
 * </pre>
 *
 * @param values accepted values; empty when any value will do
 */
public record ClaimsQuery(Optional<String> id, ClaimPath path, List<JsonNode> values) {
    public ClaimsQuery {
        values = List.copyOf(values);
    }

    /** Any value of the claim at that path. */
    public static ClaimsQuery of(ClaimPath path) {
        return new ClaimsQuery(Optional.empty(), path, List.of());
    }

    /** Type and value must match exactly: the string "1" is not the number 1. */
    boolean accepts(JsonNode value) {
        return values.isEmpty() || values.stream().anyMatch(wanted -> equal(wanted, value));
    }

    private static boolean equal(JsonNode wanted, JsonNode value) {
        if (wanted.isIntegralNumber()) {
            // 1 is 1 whether it was read as int, long or big integer
            return value.isIntegralNumber() && wanted.bigIntegerValue().equals(value.bigIntegerValue());
        }
        return wanted.equals(value);
    }
}
