package org.amana.ledger.register;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amana.core.json.StrictJson;
import org.amana.core.register.CredentialCategory;
import org.amana.schemas.CredentialType;
import org.amana.schemas.Schemas;
import tools.jackson.databind.JsonNode;

/** Names of credential types and of claims in English, from their published metadata. */
public final class DataWords {
    private static final int MAX_METADATA_BYTES = 1_000_000;
    private final Map<String, String> types = new HashMap<>();
    private final Map<Claim, String> claims = new HashMap<>();

    private record Claim(String vct, List<String> path) {}

    private DataWords() {}

    /** Of the types this house publishes. */
    public static DataWords ofSchemas() {
        var words = new DataWords();
        Schemas.types().forEach(words::add);
        return words;
    }

    private void add(CredentialType type) {
        JsonNode metadata = StrictJson.parseObject(type.typeMetadata(), MAX_METADATA_BYTES);
        types.put(type.vct(), english(metadata.path("display"), "name", type.name()));
        for (JsonNode claim : metadata.path("claims")) {
            List<String> path = claim.path("path").valueStream().map(part -> part.asString("")).toList();
            claims.put(new Claim(type.vct(), path),
                    english(claim.path("display"), "label", String.join(" ", path)));
        }
    }

    private static String english(JsonNode displays, String member, String otherwise) {
        for (JsonNode display : displays) {
            if (display.path("locale").asString("").equals("en")) {
                return display.path(member).asString(otherwise);
            }
        }
        return otherwise;
    }

    /** Name of a type; of an unknown one the last part of its identifier. */
    public String type(String vct) {
        String known = types.get(vct);
        return known == null ? vct.substring(vct.lastIndexOf('/') + 1).replace('-', ' ').replace('_', ' ') : known;
    }

    /** Name of a claim; of an unknown one its path. */
    public String claim(String vct, List<String> path) {
        String known = claims.get(new Claim(vct, path));
        return known == null ? String.join(" ", path).replace('_', ' ') : known;
    }

    /** Each claim of these categories, such as {@code Recognised qualification: Family name}. */
    public List<String> claims(List<CredentialCategory> categories) {
        return categories.stream()
                .flatMap(category -> category.claims()
                        .stream()
                        .map(path -> type(category.vct()) + ": " + claim(category.vct(), path)))
                .distinct()
                .toList();
    }

    /** The types of these categories. */
    public List<String> types(List<CredentialCategory> categories) {
        return categories.stream().map(category -> type(category.vct())).distinct().toList();
    }
}
