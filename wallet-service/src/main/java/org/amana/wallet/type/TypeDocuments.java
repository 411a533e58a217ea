package org.amana.wallet.type;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.amana.core.json.StrictJson;
import org.amana.schemas.CredentialType;
import org.amana.schemas.Schemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the documents of the known types say about claims: display, order, code list. */
final class TypeDocuments {

    private static final int MAX_BYTES = 1 << 20;

    private final Map<String, Documents> known = new ConcurrentHashMap<>();

    /** Type metadata; empty for an unknown type. */
    Optional<ObjectNode> metadata(String vct) {
        return documents(vct).map(Documents::metadata);
    }

    /** The entry of the type metadata for exactly that claim. */
    Optional<JsonNode> claim(String vct, List<String> path) {
        return metadata(vct).flatMap(
                type -> type.path("claims").valueStream().filter(claim -> isAt(claim.path("path"), path)).findFirst());
    }

    /** As the type metadata lists claims; those it does not list come last, in the order they came. */
    Comparator<List<String>> order(String vct) {
        List<JsonNode> listed = metadata(vct).map(type -> type.path("claims").valueStream().toList())
                .orElse(List.of());
        return Comparator.comparingInt(path -> IntStream.range(0, listed.size())
                .filter(i -> isAt(listed.get(i).path("path"), path))
                .findFirst()
                .orElse(Integer.MAX_VALUE));
    }

    /** Name of the list that the codes of this claim come from ({@code codeList} of its schema, or of its items). */
    Optional<String> codeList(String vct, List<String> path) {
        return documents(vct).map(documents -> {
            JsonNode schema = documents.claimsSchema();
            for (String name : path) {
                schema = schema.path("properties").path(name);
            }
            return schema.path("codeList").asString(schema.path("items").path("codeList").asString(""));
        }).filter(name -> !name.isEmpty());
    }

    private Optional<Documents> documents(String vct) {
        // only known types are remembered: the names of unknown ones come from outside and have no end
        return Schemas.byVct(vct).map(type -> known.computeIfAbsent(vct, any -> Documents.of(type)));
    }

    private static boolean isAt(JsonNode pointer, List<String> path) {
        return pointer.size() == path.size() && IntStream.range(0, path.size())
                .allMatch(i -> pointer.path(i).asString("").equals(path.get(i)));
    }

    private record Documents(ObjectNode metadata, ObjectNode claimsSchema) {

        static Documents of(CredentialType type) {
            return new Documents(StrictJson.parseObject(type.typeMetadata(), MAX_BYTES),
                    StrictJson.parseObject(type.claimsSchema(), MAX_BYTES));
        }
    }
}
