package org.amana.core.register;

import java.util.ArrayList;
import java.util.List;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of personal data: claims of one credential type, by name and never by value.
 *
 * <pre>
 * {"vct":"https://amana.example/vct/qualification","claims":[["qualification"],["given_name"]]}
 * </pre>
 *
 * @param claims claim paths, outermost member first; at least one
 */
public record CredentialCategory(String vct, List<List<String>> claims) {
    private static final int MAX_CLAIMS = 64;

    public CredentialCategory {
        claims = claims.stream().map(List::copyOf).toList();
        if (vct.isBlank() || vct.length() > 512) {
            throw RegisterProblem.malformed("a credential category names its type");
        }
        if (claims.isEmpty() || claims.size() > MAX_CLAIMS || claims.stream()
                .anyMatch(path -> path.isEmpty()
                        || path.size() > 8 || path.stream().anyMatch(name -> name.isEmpty() || name.length() > 128))) {
            throw RegisterProblem.malformed("a credential category has 1 to " + MAX_CLAIMS + " claim paths");
        }
    }

    /**
     * Reads the JSON form.
     *
     * @throws org.amana.core.problem.ProblemException {@link RegisterProblem.MalformedEntry}
     */
    public static CredentialCategory parse(JsonNode node) {
        var claims = new ArrayList<List<String>>();
        for (JsonNode path : JsonMembers.array(node, "claims")) {
            claims.add(JsonMembers.strings(path, "claim path"));
        }
        return new CredentialCategory(JsonMembers.text(node, "vct"), claims);
    }

    /** Reads an array of categories. */
    public static List<CredentialCategory> parseAll(JsonNode array) {
        var categories = new ArrayList<CredentialCategory>();
        for (JsonNode category : array) {
            categories.add(parse(category));
        }
        return List.copyOf(categories);
    }

    public ObjectNode toJson() {
        ObjectNode object = StrictJson.object().put("vct", vct);
        ArrayNode paths = object.putArray("claims");
        claims.forEach(path -> path.forEach(paths.addArray()::add));
        return object;
    }

    /**
     * True when everything {@code asked} names is allowed here. A path allows itself and what lies
     * below it.
     */
    public boolean covers(CredentialCategory asked) {
        return vct.equals(asked.vct) && asked.claims.stream().allMatch(this::covers);
    }

    /** True when this claim path is allowed. */
    public boolean covers(List<String> path) {
        return claims.stream()
                .anyMatch(allowed -> allowed.size() <= path.size()
                        && allowed.equals(path.subList(0, allowed.size())));
    }
}
