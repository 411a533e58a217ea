package org.amana.core.vci;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one claim is named on a screen (OpenID4VCI 1.0 appendix B.2).
 *
 * <pre>
 * {"path":["work_permission","may_work"],"mandatory":true,"display":[{"name":"May work","locale":"en"}]}
 * </pre>
 *
 * @param path claims path pointer as on the wire: strings, whole numbers and null
 */
public record ClaimDescription(List<JsonNode> path, boolean mandatory, List<LocalizedName> display) {
    public ClaimDescription {
        path = List.copyOf(path);
        display = List.copyOf(display);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a claims path has at least one element");
        }
    }

    /** All descriptions; two for the same path abort (appendix B.3). */
    static List<ClaimDescription> parseAll(Members parent) {
        var claims = new ArrayList<ClaimDescription>();
        var seen = new HashSet<List<JsonNode>>();
        parent.optionalArray("claims").ifPresent(array -> array.forEach(node -> {
            if (!(node instanceof ObjectNode object)) {
                throw parent.wrong("claims", "an array of objects");
            }
            var members = new Members(object, parent.where() + " claims", parent.problem());
            List<JsonNode> path = path(members);
            if (!seen.add(path)) {
                throw parent.wrong("claims", "one description for each path");
            }
            JsonNode mandatory = object.get("mandatory");
            if (mandatory != null && !mandatory.isBoolean()) {
                throw members.wrong("mandatory", "true or false");
            }
            claims.add(new ClaimDescription(path, mandatory != null && mandatory.booleanValue(),
                    LocalizedName.parseAll(members)));
        }));
        return List.copyOf(claims);
    }

    ObjectNode toJson() {
        ObjectNode json = StrictJson.object();
        json.putArray("path").addAll(path);
        if (mandatory) {
            json.put("mandatory", true);
        }
        if (!display.isEmpty()) {
            json.set("display", LocalizedName.toJson(display));
        }
        return json;
    }

    private static List<JsonNode> path(Members members) {
        ArrayNode array = members.optionalArray("path").orElseThrow(() -> members.wrong("path", "a claims path"));
        var path = new ArrayList<JsonNode>();
        for (JsonNode element : array) {
            if (!element.isString() && !element.isNull()
                    && !(element.isIntegralNumber() && element.canConvertToInt() && element.intValue() >= 0)) {
                throw members.wrong("path", "strings, whole numbers and null");
            }
            path.add(element);
        }
        return path;
    }
}
