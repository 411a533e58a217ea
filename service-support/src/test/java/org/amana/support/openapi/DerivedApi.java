package org.amana.support.openapi;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.amana.support.peer.ServiceEndpoints;
import org.amana.support.web.OpenPaths;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document of a running service: paths, parameters and records as springdoc finds them, who may call what as the filter
 * chains were told, and over both the {@link Words}.
 */
final class DerivedApi {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> CHAPTERS = List.of("openapi", "info", "servers", "security", "paths",
            "components");
    private final ApplicationContext service;
    private final ObjectNode document;

    private DerivedApi(ApplicationContext service, ObjectNode document) {
        this.service = service;
        this.document = document;
    }

    /** The document as it belongs into {@code src/main/resources/<module>/openapi.json}. */
    static String of(ApplicationContext service) throws Exception {
        JsonHandlers.of(service).ownParameters().forEach(SpringDocUtils.getConfig()::addRequestWrapperToIgnore);
        byte[] found = service.getBean(OpenApiWebMvcResource.class)
                .openapiJson(new MockHttpServletRequest(), "/v3/api-docs", Locale.ENGLISH);
        var derived = new DerivedApi(service, ModelNames.shorten(JSON.readValue(found, ObjectNode.class)));
        derived.tidy();
        Words.lay(Words.read("shared"), derived.document);
        Words.lay(Words.read("words"), derived.document);
        derived.describeParameters();
        derived.prune();
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(derived.sorted()) + "\n";
    }

    private void tidy() {
        document.remove("tags");
        document.set("servers", JSON.valueToTree(List.of(Map.of("url", "/"))));
        var paths = JSON.createObjectNode();
        document.withObjectProperty("paths").properties().forEach(path -> {
            path.getValue()
                    .properties()
                    .forEach(operation -> tidy((ObjectNode) operation.getValue(),
                            operation.getKey().toUpperCase(Locale.ROOT), path.getKey()));
            paths.set(JsonHandlers.published(path.getKey()), path.getValue());
        });
        document.set("paths", paths);
    }

    private void tidy(ObjectNode operation, String method, String path) {
        // names of our classes
        operation.remove("tags");
        security(method, path).ifPresent(rule -> operation.set("security", rule));
        operation.withObjectProperty("responses").putObject("default").put("$ref", "#/components/responses/Problem");
    }

    /** In the order of the filter chains: staff, other services, everyone; a chain of the service's own stands in the words. */
    private Optional<JsonNode> security(String method, String path) {
        if (matches("/{tenant}/desk/**", path)) {
            return Optional.of(JSON.valueToTree(
                    List.of(Map.of("staffBasic", List.of()), Map.of("staffSession", List.of()))));
        }
        for (ServiceEndpoints endpoints : service.getBeansOfType(ServiceEndpoints.class).values()) {
            for (ServiceEndpoints.Rule rule : endpoints.rules()) {
                if (rule.method().name().equals(method) && matches(rule.pattern(), path)) {
                    return Optional.of(JSON.valueToTree(rule.roles()
                            .stream()
                            .sorted()
                            .map(role -> Map.of("serviceToken", List.of(role.name())))
                            .toList()));
                }
            }
        }
        boolean open = service.getBeansOfType(OpenPaths.class)
                .values()
                .stream()
                .flatMap(paths -> paths.patterns().stream())
                .anyMatch(pattern -> matches(pattern, path));
        return open ? Optional.of(JSON.createArrayNode()) : Optional.empty();
    }

    private static boolean matches(String pattern, String path) {
        return PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(path));
    }

    /** Says the same of a parameter wherever its name comes up. */
    private void describeParameters() {
        ObjectNode texts = document.withObjectProperty("x-parameters");
        document.remove("x-parameters");
        document.withObjectProperty("paths")
                .values()
                .forEach(path -> path.values()
                        .forEach(operation -> operation.path("parameters").forEach(parameter -> {
                            JsonNode text = texts.path(parameter.path("name").asString(""));
                            if (parameter instanceof ObjectNode node && text instanceof ObjectNode more) {
                                more.properties()
                                        .forEach(member -> node.putIfAbsent(member.getKey(), member.getValue()));
                            }
                        })));
    }

    /** Removes components that nothing leads to. */
    private void prune() {
        ObjectNode components = document.withObjectProperty("components");
        Set<String> used = new HashSet<>();
        collect(document.path("paths"), used);
        components.properties().forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes")) {
                ((ObjectNode) kind.getValue()).retain(kind.getValue()
                        .propertyNames()
                        .stream()
                        .filter(name -> used.contains("#/components/" + kind.getKey() + "/" + name))
                        .toList());
            }
        });
        Set<String> schemes = new HashSet<>();
        document.findValues("security")
                .forEach(rules -> rules.forEach(rule -> schemes.addAll(rule.propertyNames())));
        components.withObjectProperty("securitySchemes").retain(schemes);
    }

    private void collect(JsonNode node, Set<String> used) {
        node.findValuesAsString("$ref").forEach(reference -> {
            if (used.add(reference)) {
                collect(document.at(reference.substring(1)), used);
            }
        });
    }

    private ObjectNode sorted() {
        var sorted = JSON.createObjectNode();
        CHAPTERS.stream().filter(document::has).forEach(chapter -> sorted.set(chapter, document.get(chapter)));
        sorted.set("paths", byName(document.path("paths")));
        var components = JSON.createObjectNode();
        byName(document.path("components")).properties()
                .forEach(kind -> components.set(kind.getKey(), byName(kind.getValue())));
        sorted.set("components", components);
        return sorted;
    }

    private static ObjectNode byName(JsonNode node) {
        var names = new TreeMap<String, JsonNode>(Comparator.naturalOrder());
        node.properties().forEach(member -> names.put(member.getKey(), member.getValue()));
        var sorted = JSON.createObjectNode();
        names.forEach(sorted::set);
        return sorted;
    }
}
