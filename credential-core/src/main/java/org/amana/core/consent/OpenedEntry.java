package org.amana.core.consent;

import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An opening with the place of the entry that it claims to open.
 *
 * <pre>
 * {"event":"base64url of the canonical event","index":8,"salt":"base64url of 64 bytes"}
 * </pre>
 *
 * @param index of the leaf, from 0
 */
public record OpenedEntry(long index, Opening opening) {
    public OpenedEntry {
        if (index < 0) {
            throw ConsentProblem.badMessage("an index is not below 0");
        }
    }

    static OpenedEntry parse(JsonNode node) {
        if (!node.isObject() || !node.path("index").isIntegralNumber() || !node.path("index").canConvertToLong()) {
            throw ConsentProblem.badMessage("an opening has the index of its leaf, a whole number");
        }
        return new OpenedEntry(node.path("index").longValue(), Opening.parse(node));
    }

    ObjectNode toJson() {
        ObjectNode json = StrictJson.object().put("index", index);
        return json.setAll(opening.toJson());
    }
}
