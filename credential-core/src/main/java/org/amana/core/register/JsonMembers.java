package org.amana.core.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Typed reading of members; what is missing or of another type is a malformed entry. */
final class JsonMembers {
    private static final int MAX_TEXT = 4_000;

    private JsonMembers() {}

    static String text(JsonNode object, String name) {
        return optionalText(object, name)
                .orElseThrow(() -> RegisterProblem.malformed("member " + name + " is missing"));
    }

    static Optional<String> optionalText(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isBlank() || value.stringValue().length() > MAX_TEXT) {
            throw RegisterProblem.malformed("member " + name + " is a text of 1 to " + MAX_TEXT + " characters");
        }
        return Optional.of(value.stringValue());
    }

    static boolean flag(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isBoolean()) {
            throw RegisterProblem.malformed("member " + name + " is true or false");
        }
        return value.booleanValue();
    }

    static ArrayNode array(JsonNode object, String name) {
        if (object.path(name) instanceof ArrayNode array) {
            return array;
        }
        throw RegisterProblem.malformed("member " + name + " is an array");
    }

    static List<String> optionalStrings(JsonNode object, String name) {
        return object.path(name).isMissingNode() ? List.of() : strings(object.path(name), name);
    }

    static List<String> strings(JsonNode array, String name) {
        if (!array.isArray()) {
            throw RegisterProblem.malformed("member " + name + " is an array");
        }
        var values = new ArrayList<String>();
        for (JsonNode value : array) {
            if (!value.isString() || value.stringValue().isEmpty() || value.stringValue().length() > MAX_TEXT * 4) {
                throw RegisterProblem.malformed("member " + name + " holds texts");
            }
            values.add(value.stringValue());
        }
        return List.copyOf(values);
    }
}
