package org.amana.core.sdjwt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Claims path pointer (OID4VP 1.0 section 7, SD-JWT VC section 4.6.1): names, indexes, and null for every element.
 *
 * <pre>
 * ["degrees", null, "type"]
 * </pre>
 *
 * A path of names and indexes alone is also the place of one claim.
 */
public record ClaimPath(List<Component> components) {
    /** Longest path that is read. */
    public static final int MAX_COMPONENTS = StrictJson.MAX_DEPTH;

    /** One step of a path. */
    public sealed interface Component {}

    /** The member of that name. */
    public record Name(String name) implements Component {}

    /** The element at that position, from 0. */
    public record Index(int index) implements Component {
        public Index {
            if (index < 0) {
                throw new IllegalArgumentException("an index is not negative");
            }
        }
    }

    /** Every element of an array ({@code null} on the wire). */
    public record Every() implements Component {}

    public ClaimPath {
        components = List.copyOf(components);
    }

    /** The path of these member names, one below the other. */
    public static ClaimPath of(String... names) {
        return new ClaimPath(java.util.Arrays.stream(names).map(name -> (Component) new Name(name)).toList());
    }

    /** Reads the wire form; empty when it is not a non-empty array of strings, nulls and non-negative integers. */
    public static Optional<ClaimPath> parse(JsonNode path) {
        if (!path.isArray() || path.isEmpty() || path.size() > MAX_COMPONENTS) {
            return Optional.empty();
        }
        var components = new ArrayList<Component>();
        for (JsonNode component : path) {
            if (component.isString()) {
                components.add(new Name(component.stringValue()));
            } else if (component.isNull()) {
                components.add(new Every());
            } else if (component.isIntegralNumber() && component.canConvertToInt() && component.intValue() >= 0) {
                components.add(new Index(component.intValue()));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new ClaimPath(components));
    }

    public ArrayNode toJson() {
        ArrayNode path = StrictJson.array();
        for (Component component : components) {
            switch (component) {
                case Name(String name) -> path.add(name);
                case Index(int index) -> path.add(index);
                case Every() -> path.addNull();
            }
        }
        return path;
    }

    /**
     * The selected claims, each under its own place; empty where the specification says "return an error": a name
     * applied to something that is no object, an index or null to something that is no array, nothing left.
     */
    public Map<ClaimPath, JsonNode> select(JsonNode root) {
        return select(root, Map.of());
    }

    /**
     * As {@link #select(JsonNode)} where elements of arrays were left out.
     *
     * @param signedIndexes where an element stood when all were there, if that is not where it stands now
     */
    Map<ClaimPath, JsonNode> select(JsonNode root, Map<ClaimPath, Integer> signedIndexes) {
        Map<ClaimPath, JsonNode> selected = Map.of(new ClaimPath(List.of()), root);
        for (Component component : components) {
            var next = new LinkedHashMap<ClaimPath, JsonNode>();
            for (var element : selected.entrySet()) {
                JsonNode value = element.getValue();
                boolean applies = component instanceof Name ? value.isObject() : value.isArray();
                if (!applies) {
                    return Map.of();
                }
                switch (component) {
                    case Name(String name) -> {
                        JsonNode member = value.get(name);
                        if (member != null) {
                            next.put(element.getKey().append(component), member);
                        }
                    }
                    case Index(int index) -> {
                        for (int i = 0; i < value.size(); i++) {
                            ClaimPath place = element.getKey().append(new Index(i));
                            if (signedIndexes.getOrDefault(place, i) == index) {
                                next.put(place, value.get(i));
                            }
                        }
                    }
                    case Every() -> {
                        for (int i = 0; i < value.size(); i++) {
                            next.put(element.getKey().append(new Index(i)), value.get(i));
                        }
                    }
                }
            }
            selected = next;
        }
        return selected;
    }

    /** Whether the place lies at or below what this path points to. */
    public boolean covers(ClaimPath place) {
        if (place.components.size() < components.size()) {
            return false;
        }
        for (int i = 0; i < components.size(); i++) {
            Component mine = components.get(i);
            Component its = place.components.get(i);
            boolean matches = mine instanceof Every ? !(its instanceof Name) : mine.equals(its);
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    /** The first member name, or the empty string where the path begins otherwise. */
    public String firstName() {
        return !components.isEmpty() && components.getFirst() instanceof Name(String name) ? name : "";
    }

    ClaimPath append(Component component) {
        var longer = new ArrayList<>(components);
        longer.add(component);
        return new ClaimPath(longer);
    }

    /** For people: {@code degrees[].type}. */
    @Override
    public String toString() {
        return components.stream().map(component -> switch (component) {
            case Name(String name) -> "." + name;
            case Index(int index) -> "[" + index + "]";
            case Every() -> "[]";
        }).collect(Collectors.joining()).replaceFirst("^\\.", "");
    }
}
