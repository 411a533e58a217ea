package org.amana.support.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.amana.support.openapi.PublishedApi.Operation;
import org.amana.support.settings.AmanaProperties;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the API document of every service keeps; each service runs this against itself. */
public abstract class OpenApiContract {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    /** The running service. */
    protected abstract ApplicationContext service();

    /** Operations that a filter answers before any handler is asked, such as {@code POST /{authority}/oauth2/token}. */
    protected Set<String> answeredByFilters() {
        return Set.of();
    }

    @Test
    void document_saysWhatTheCodeDoes() throws Exception {
        Path file = Path.of(System.getProperty("amana.root", ".."), module(), "src", "main", "resources", module(),
                "openapi.json");
        String derived = DerivedApi.of(service());
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(file, derived);
        }
        assertThat(file).as("out of date: say it in src/test/resources/openapi/words.yaml, run with -Ddocs.write=true")
                .hasContent(derived);
    }

    @Test
    void document_whenFetchedWithoutSignIn_thenOpenApi31() throws Exception {
        HttpResponse<String> answer = fetch();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        SwaggerParseResult parsed = parse(answer.body());
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1.");
        assertThat(parsed.getOpenAPI().getServers()).singleElement()
                .satisfies(server -> assertThat(server.getUrl()).isEqualTo(amana().baseUrl().toString()));
    }

    @Test
    void document_whenOneMemberIsSpoiled_thenNotOpenApi31() throws Exception {
        ObjectNode spoiled = document();
        spoiled.withObjectProperty("info").remove("version");

        assertThat(parse(JSON.writeValueAsString(spoiled)).getMessages()).isNotEmpty();
    }

    @Test
    void document_holdsEveryJsonHandlerAndNothingElse() throws Exception {
        Set<String> expected = new TreeSet<>(JsonHandlers.of(service()).forPrograms());
        expected.addAll(answeredByFilters());

        assertThat(names(api().operations())).containsExactlyInAnyOrderElementsOf(expected)
                .doesNotContainAnyElementsOf(JsonHandlers.of(service()).forPeople());
        assertThat(JsonHandlers.of(service()).forPeople()).isNotEmpty();
    }

    @Test
    void document_namesEverythingAndNothingInternal() throws Exception {
        JsonNode document = document();

        assertThat(document.toString()).doesNotContain("org.amana", "*/*", "java.");
        List<String> ids = document.path("paths").findValuesAsString("operationId");
        assertThat(ids).doesNotHaveDuplicates().noneMatch(id -> id.matches(".*_\\d+"));
        assertThat(api().operations()).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.node().path("operationId").asString("")).as("operationId of " + operation)
                    .isNotEmpty();
            assertThat(operation.node().path("summary").asString("")).as("summary of " + operation).isNotEmpty();
            operation.node()
                    .path("parameters")
                    .forEach(parameter -> assertThat(parameter.path("description").asString("")).as(
                            operation + " " + parameter.path("name")).isNotEmpty());
        });
    }

    @Test
    void schemas_whenReadAsJsonSchema_thenValid() throws Exception {
        assertThat(PublishedApi.malformed(document().at("/components/schemas"))).isEmpty();
        assertThat(PublishedApi.malformed(JSON.readTree("{\"Broken\":{\"type\":\"sting\"}}"))).isNotEmpty();
    }

    @Test
    void operation_whenCalledWithoutCredentials_thenRefusedExactlyWhereItSaysSo() throws Exception {
        JsonNode everywhere = document().path("security");
        List<String> otherwise = new ArrayList<>();
        for (Operation operation : api().operations()) {
            JsonNode rules = operation.node().has("security") ? operation.node().get("security") : everywhere;
            assertThat(rules.isArray()).as("security of " + operation).isTrue();
            int status = callEmptyHanded(operation);
            boolean refused = status == 401 || status == 403;
            if (refused == rules.isEmpty()) {
                otherwise.add(operation + " answered " + status + ", published is " + rules);
            }
        }
        assertThat(otherwise).isEmpty();
    }

    private int callEmptyHanded(Operation operation) throws Exception {
        String path = operation.path();
        for (JsonNode parameter : operation.node().path("parameters")) {
            path = path.replace("{" + parameter.path("name").asString() + "}",
                    parameter.path("example").asString("x"));
        }
        Set<String> types = operation.node()
                .at("/requestBody/content")
                .propertyNames()
                .stream()
                .collect(
                        Collectors.toSet());
        String type = types.isEmpty() ? "application/json" : types.iterator().next();
        return http.send(HttpRequest.newBuilder(URI.create(amana().baseUrl() + path))
                .header("Content-Type", type)
                .method(operation.method(), HttpRequest.BodyPublishers.ofString(type.endsWith("json") ? "{}" : ""))
                .build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static Set<String> names(List<Operation> operations) {
        return operations.stream().map(Operation::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    private PublishedApi api() throws IOException, InterruptedException {
        return new PublishedApi(document());
    }

    private ObjectNode document() throws IOException, InterruptedException {
        return JSON.readValue(fetch().body(), ObjectNode.class);
    }

    private HttpResponse<String> fetch() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(amana().baseUrl() + "/openapi.json")).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static SwaggerParseResult parse(String document) {
        return new OpenAPIV3Parser().readContents(document, List.of(), new ParseOptions());
    }

    private AmanaProperties amana() {
        return service().getBean(AmanaProperties.class);
    }

    private String module() {
        return amana().service().module();
    }
}
