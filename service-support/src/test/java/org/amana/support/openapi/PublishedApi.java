package org.amana.support.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An API document that is asked whether an exchange is as it says. Members it does not name count as faults. */
final class PublishedApi {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final ObjectNode document;
    private final List<Operation> operations;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    PublishedApi(JsonNode published) {
        this.document = (ObjectNode) published.deepCopy();
        close(document);
        this.operations = document.path("paths")
                .properties()
                .stream()
                .flatMap(path -> path.getValue()
                        .properties()
                        .stream()
                        .map(operation -> new Operation(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(),
                                operation.getValue())))
                .sorted(Comparator.comparing(Operation::pattern))
                .toList();
    }

    /** One operation, such as {@code POST /{authority}/nonce}. */
    record Operation(String method, String path, JsonNode node) {
        PathPattern pattern() {
            return PathPatternParser.defaultInstance.parse(path.replace("{path}", "{*path}"));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** One message: its media type without parameters, empty where there is no body. */
    record Message(String mediaType, String body) {
        static Message of(@Nullable String contentType, byte[] body) {
            String type = contentType == null ? "" : contentType.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
            return new Message(body.length == 0 ? "" : type, new String(body, StandardCharsets.UTF_8));
        }

        boolean isJson() {
            return mediaType.equals("application/json") || mediaType.endsWith("+json");
        }
    }

    List<Operation> operations() {
        return operations;
    }

    Optional<Operation> operation(String method, String path) {
        PathContainer container = PathContainer.parsePath(path);
        return operations.stream()
                .filter(operation -> operation.method().equals(method) && operation.pattern().matches(container))
                .findFirst();
    }

    /** What is not as published, empty when all is. */
    List<String> faults(Operation operation, Message question, int status, Message answer) {
        JsonNode responses = operation.node().path("responses");
        JsonNode response = responses.has("" + status) ? responses.get("" + status) : responses.path("default");
        List<String> faults = new ArrayList<>();
        if (!responses.has("" + status) && status < 400) {
            faults.add("status " + status + " is not published");
        }
        faults.addAll(faults("answer " + status, answer, resolve(response).path("content")));
        if (status < 300 && question.isJson()) {
            faults.addAll(faults("question", question, operation.node().path("requestBody").path("content")));
        }
        return faults;
    }

    private List<String> faults(String what, Message message, JsonNode content) {
        if (message.mediaType().isEmpty() && (content.isEmpty() || what.contains("304"))) {
            return List.of();
        }
        if (!content.has(message.mediaType())) {
            return List.of(what + " is '" + message.mediaType() + "', published are " + content.propertyNames());
        }
        if (!message.isJson()) {
            return List.of();
        }
        JsonNode schema = content.path(message.mediaType()).path("schema");
        try {
            return schema(schema).validate(JSON.readTree(message.body()))
                    .stream()
                    .map(error -> what + " " + error.getInstanceLocation() + " " + error.getMessage())
                    .toList();
        } catch (JacksonException e) {
            return List.of(what + " is not JSON");
        }
    }

    private Schema schema(JsonNode schema) {
        ObjectNode alone = ((ObjectNode) schema).deepCopy();
        alone.set("components", document.path("components"));
        return schemas.getSchema(alone);
    }

    /** Schemas of a map that are no JSON Schema 2020-12. */
    static List<String> malformed(JsonNode schemas) {
        Schema rules = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        return schemas.properties()
                .stream()
                .flatMap(schema -> rules.validate(schema.getValue())
                        .stream()
                        .map(error -> schema.getKey() + " " + error.getInstanceLocation() + " " + error.getMessage()))
                .toList();
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        Stream.concat(node.isArray() ? node.valueStream() : Stream.empty(),
                node.isObject() ? node.valueStream() : Stream.empty()).forEach(PublishedApi::close);
    }
}
