package org.amana.support.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What no code says: titles, summaries, and the messages of the protocols. A YAML file of the shape of an OpenAPI document,
 * laid over the derived one like a merge patch (RFC 7396), except that a request body, a response and a schema replace
 * what was derived.
 */
final class Words {
    private static final Set<String> WHOLE = Set.of("requestBody", "schema", "parameters", "security");

    private Words() {}

    /** Reads {@code openapi/<name>.yaml} of the class path. */
    static ObjectNode read(String name) {
        try (InputStream file = new ClassPathResource("openapi/" + name + ".yaml").getInputStream()) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return JsonMapper.shared().valueToTree(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void lay(ObjectNode words, ObjectNode document) {
        words.properties().forEach(word -> {
            JsonNode value = word.getValue();
            if (value.isNull()) {
                document.remove(word.getKey());
            } else if (!value.isObject() || WHOLE.contains(word.getKey())) {
                document.set(word.getKey(), value);
            } else if (word.getKey().equals("responses")) {
                ObjectNode responses = document.withObjectProperty("responses");
                value.properties().forEach(response -> {
                    if (response.getValue().isNull()) {
                        responses.remove(response.getKey());
                    } else {
                        responses.set(response.getKey(), response.getValue());
                    }
                });
            } else {
                lay((ObjectNode) value, document.withObjectProperty(word.getKey()));
            }
        });
    }
}
