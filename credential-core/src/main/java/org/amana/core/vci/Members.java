package org.amana.core.vci;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the members of one JSON object by their parameter table; every surprise is the caller's Problem. */
record Members(ObjectNode json, String where, Function<String, VciProblem> problem) {
    private static final int MAX_LENGTH = 10_000;

    String string(String name) {
        return optionalString(name).orElseThrow(() -> wrong(name, "a string"));
    }

    Optional<String> optionalString(String name) {
        JsonNode node = json.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isString() || node.stringValue().isEmpty() || node.stringValue().length() > MAX_LENGTH) {
            throw wrong(name, "a string that is not empty");
        }
        return Optional.of(node.stringValue());
    }

    int integer(String name, int least, int most) {
        JsonNode node = json.get(name);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least
                || node.intValue() > most) {
            throw wrong(name, "a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    Optional<ObjectNode> optionalObject(String name) {
        JsonNode node = json.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ObjectNode object)) {
            throw wrong(name, "an object");
        }
        return Optional.of(object);
    }

    ObjectNode object(String name) {
        return optionalObject(name).orElseThrow(() -> wrong(name, "an object"));
    }

    Optional<ArrayNode> optionalArray(String name) {
        JsonNode node = json.get(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ArrayNode array) || array.isEmpty()) {
            throw wrong(name, "an array that is not empty");
        }
        return Optional.of(array);
    }

    /** A non-empty array of unique, non-empty strings. */
    List<String> strings(String name) {
        ArrayNode array = optionalArray(name).orElseThrow(() -> wrong(name, "an array of strings"));
        var strings = new ArrayList<String>();
        for (JsonNode node : array) {
            if (!node.isString() || node.stringValue().isEmpty() || node.stringValue().length() > MAX_LENGTH) {
                throw wrong(name, "an array of strings");
            }
            strings.add(node.stringValue());
        }
        if (new HashSet<>(strings).size() != strings.size()) {
            throw wrong(name, "an array without repetition");
        }
        return List.copyOf(strings);
    }

    List<String> optionalStrings(String name) {
        return json.get(name) == null ? List.of() : strings(name);
    }

    URI uri(String name) {
        return optionalUri(name).orElseThrow(() -> wrong(name, "an absolute URL"));
    }

    Optional<URI> optionalUri(String name) {
        return optionalString(name).map(text -> {
            try {
                URI uri = URI.create(text);
                if (uri.getHost() != null && uri.getRawFragment() == null && uri.getRawUserInfo() == null
                        && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                throw wrong(name, "an absolute URL");
            }
            throw wrong(name, "an absolute URL");
        });
    }

    ProblemException wrong(String name, String expected) {
        return new ProblemException(problem.apply(where + ": " + name + " must be " + expected));
    }
}
