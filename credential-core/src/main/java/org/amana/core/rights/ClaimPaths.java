package org.amana.core.rights;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.amana.core.consent.ConsentProblem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Paths of claims on a card, as messages carry them: {@code [["family_name"],["employment","until"]]}. */
final class ClaimPaths {
    /** Most paths of one message. */
    static final int MOST = 64;
    private static final int MAX_PATH = 4;
    private static final int MAX_NAME = 64;

    private ClaimPaths() {}

    /** A list of at least one and at most {@value #MOST} paths, each once. */
    static List<List<String>> paths(JsonNode node) {
        List<List<String>> paths = new ArrayList<>();
        if (node.size() <= MOST) {
            node.forEach(path -> paths.add(path(path)));
        }
        if (!node.isArray() || paths.isEmpty() || new HashSet<>(paths).size() < paths.size()) {
            throw ConsentProblem.badMessage("claims is a list of 1 to " + MOST + " paths, each once");
        }
        return List.copyOf(paths);
    }

    static List<String> path(JsonNode node) {
        boolean isPath = node.isArray() && !node.isEmpty() && node.size() <= MAX_PATH
                && node.valueStream()
                        .allMatch(name -> name.isString() && !name.stringValue().isBlank()
                                && name.stringValue().length() <= MAX_NAME);
        if (!isPath) {
            throw ConsentProblem.badMessage("a path is a list of 1 to " + MAX_PATH + " names");
        }
        return node.valueStream().map(JsonNode::stringValue).toList();
    }

    static void write(ArrayNode into, List<List<String>> paths) {
        for (List<String> path : paths) {
            ArrayNode names = into.addArray();
            path.forEach(names::add);
        }
    }
}
