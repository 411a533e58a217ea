package org.amana.support.openapi;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Names of models without packages: {@code OfferView.Issuer} becomes {@code OfferViewIssuer}, while what is nested in a
 * controller or an API class keeps its own name alone.
 */
final class ModelNames {
    private static final String SCHEMAS = "#/components/schemas/";

    private ModelNames() {}

    /** @throws IllegalStateException when two different models would have one name */
    static ObjectNode shorten(ObjectNode document) {
        var names = new TreeMap<String, String>();
        document.at("/components/schemas").propertyNames().forEach(name -> names.put(name, shortened(name)));
        String text = document.toString();
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace("\"" + SCHEMAS + name.getKey() + "\"", "\"" + SCHEMAS + name.getValue() + "\"");
        }
        ObjectNode renamed = JsonMapper.shared().readValue(text, ObjectNode.class);
        ObjectNode schemas = renamed.withObjectProperty("components").withObjectProperty("schemas");
        names.forEach((full, name) -> {
            JsonNode model = schemas.remove(full);
            JsonNode other = schemas.get(name);
            if (other != null && !other.equals(model)) {
                throw new IllegalStateException("two models are named " + name + "; rename " + full);
            }
            schemas.set(name, model);
        });
        return renamed;
    }

    private static String shortened(String name) {
        return Arrays.stream(name.split("[.$]"))
                .filter(part -> Character.isUpperCase(part.charAt(0)))
                .filter(part -> !part.endsWith("Controller") && !part.endsWith("Api"))
                .collect(Collectors.joining());
    }
}
