package org.amana.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemasTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    static List<CredentialType> types() {
        return Schemas.types();
    }

    @Test
    void index_namesEveryFolder() throws Exception {
        assertThat(types()).extracting(CredentialType::name).containsExactlyInAnyOrderElementsOf(folders());
    }

    @Test
    void indexOfCodes_namesEveryList() throws Exception {
        try (var files = Files.list(root().resolve("codes"));
                var index = Files.lines(root().resolve("codes/index.txt"))) {
            assertThat(index.map(name -> name + ".tsv")).containsExactlyInAnyOrderElementsOf(
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("index.txt"))
                            .toList());
        }
    }

    /** Codes that the schema allows and the list words are the same. */
    @Test
    void codes_thatASchemaAllows_haveWords() {
        JsonNode scope = JSON.readTree(Schemas.type("guardian-mandate").claimsSchema())
                .at("/properties/mandate/properties/scope/items/enum");
        JsonNode method = JSON.readTree(Schemas.type("age-assessment").claimsSchema()).at("/properties/method/enum");
        assertThat(Schemas.codeList("guardian-scope").orElseThrow().codes())
                .containsExactlyElementsOf(scope.valueStream().map(JsonNode::asString).toList());
        assertThat(Schemas.codeList("age-assessment-method").orElseThrow().codes())
                .containsExactlyElementsOf(method.valueStream().map(JsonNode::asString).toList());
    }

    @Test
    void lookUp_whenUnknown_isEmptyOrRefused() {
        assertThat(Schemas.byVct("https://amana.example/vct/right-to-work/")).isEmpty();
        assertThat(Schemas.integrity("https://elsewhere.example/right-to-work")).isEmpty();
        assertThatThrownBy(() -> Schemas.type("../right-to-work")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void integrity_isTheSha256OfThePublishedBytes(CredentialType type) {
        assertThat(Schemas.integrity(type.vct())).hasValueSatisfying(
                value -> assertThat(value).matches("sha256-[A-Za-z0-9+/]{43}=").isEqualTo(type.integrity()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void documents_nameTheSameType(CredentialType type) {
        assertThat(JSON.readTree(type.typeMetadata()).path("vct").asString()).isEqualTo(type.vct());
        JsonNode issuance = JSON.readTree(type.issuance());
        assertThat(issuance.path("vct").asString()).isEqualTo(type.vct());
        assertThat(issuance.path("credential_configuration_id").asString()).isEqualTo(type.name());
        assertThat(type.rulebook()).contains(type.vct());
    }

    @ParameterizedTest
    @MethodSource("types")
    void display_hasEnglishAndArabicEverywhere(CredentialType type) {
        JsonNode metadata = JSON.readTree(type.typeMetadata());
        assertThat(locales(metadata)).containsExactly("en", "ar");
        for (JsonNode claim : metadata.path("claims"))
            assertThat(locales(claim)).as(claim.path("path").toString()).containsExactly("en", "ar");
    }

    /** What changes the meaning travels together (RFC 9901 section 9.7): members of a group are never apart. */
    @ParameterizedTest
    @MethodSource("types")
    void disclosure_isPerTopLevelClaimAndNeverInsideAGroup(CredentialType type) {
        for (JsonNode claim : JSON.readTree(type.typeMetadata()).path("claims"))
            assertThat(claim.path("sd").asString()).as(claim.path("path").toString())
                    .isEqualTo(claim.path("path").size() == 1 ? "always" : "never");
    }

    @ParameterizedTest
    @MethodSource("types")
    void issuance_fillsExactlyTheClaimsOfTheSchemaAndTheMetadata(CredentialType type) {
        List<String> issued = new ArrayList<>();
        for (JsonNode claim : JSON.readTree(type.issuance()).path("claims")) {
            String name = claim.path("path").get(0).asString();
            issued.add(name);
            claim.path("members").forEach(member -> issued.add(name + "." + member.path("name").asString()));
        }
        assertThat(issued).containsExactlyInAnyOrderElementsOf(metadataPaths(type));
        assertThat(issued).containsExactlyInAnyOrderElementsOf(schemaPaths(JSON.readTree(type.claimsSchema()), ""));
    }

    private static List<String> metadataPaths(CredentialType type) {
        List<String> paths = new ArrayList<>();
        for (JsonNode claim : JSON.readTree(type.typeMetadata()).path("claims")) {
            List<String> words = claim.path("path")
                    .valueStream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .toList();
            if (words.size() == claim.path("path").size())
                paths.add(String.join(".", words));
        }
        return paths;
    }

    private static List<String> schemaPaths(JsonNode schema, String prefix) {
        List<String> paths = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            paths.add(prefix + property.getKey());
            paths.addAll(schemaPaths(property.getValue(), prefix + property.getKey() + "."));
        });
        return paths;
    }

    private static List<String> locales(JsonNode node) {
        return node.path("display").valueStream().map(display -> display.path("locale").asString()).toList();
    }

    private static List<String> folders() throws Exception {
        try (var entries = Files.list(root())) {
            return entries.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals("codes") && !name.equals("consent"))
                    .toList();
        }
    }

    private static Path root() throws URISyntaxException {
        Path index = Path.of(Objects.requireNonNull(Schemas.class.getResource("/schemas/index.txt")).toURI());
        return Objects.requireNonNull(index.getParent());
    }
}
