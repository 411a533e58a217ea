package org.amana.verifier.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.amana.core.json.StrictJson;
import org.amana.schemas.CodeList;
import org.amana.schemas.CodeName;
import org.amana.schemas.CredentialType;
import org.amana.schemas.Schemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Names of types, claims and codes for the desk, from the documents of the type; of an unknown one, its own words. */
final class ClaimWords {
    private static final String LANGUAGE = "en";
    private static final int MAX_DOCUMENT_BYTES = 256 * 1024;

    private ClaimWords() {}

    /** A value with the words for it. */
    record Line(String words, String value) {}

    static String type(String vct) {
        return display(metadata(vct).path("display"), "name").orElse(vct.substring(vct.lastIndexOf('/') + 1));
    }

    static String claim(String vct, List<String> path) {
        for (JsonNode claim : metadata(vct).path("claims"))
            if (path.equals(claim.path("path").valueStream().map(name -> name.asString("")).toList()))
                return display(claim.path("display"), "label").orElseGet(() -> plain(path));
        return plain(path);
    }

    /** Every value at or below some claims. */
    static List<Line> lines(String vct, ObjectNode claims) {
        var lines = new ArrayList<Line>();
        collect(vct, List.of(), claims, lines);
        return lines;
    }

    private static void collect(String vct, List<String> path, JsonNode value, List<Line> lines) {
        if (value instanceof ObjectNode object)
            object.properties().forEach(member -> {
                var below = new ArrayList<>(path);
                below.add(member.getKey());
                collect(vct, below, member.getValue(), lines);
            });
        else
            lines.add(new Line(claim(vct, path), value(vct, path, value)));
    }

    private static String value(String vct, List<String> path, JsonNode value) {
        if (value.isBoolean())
            return value.asBoolean() ? "yes" : "no";
        if (!value.isValueNode())
            return value.toString();
        String plain = value.asString("");
        return codes(vct, path).flatMap(list -> list.name(plain, LANGUAGE)).map(ClaimWords::words).orElse(plain);
    }

    private static String words(CodeName code) {
        return code.notation().isEmpty() ? code.words() : code.words() + " (" + code.notation() + ")";
    }

    /** The list a claim's codes are of, as the schema of its type says. */
    private static Optional<CodeList> codes(String vct, List<String> path) {
        JsonNode schema = document(vct, CredentialType::claimsSchema);
        for (String name : path)
            schema = schema.path("properties").path(name);
        return Schemas.codeList(schema.path("codeList").asString(""));
    }

    private static String plain(List<String> path) {
        return path.getLast().replace('_', ' ');
    }

    private static Optional<String> display(JsonNode displays, String member) {
        return displays.valueStream()
                .filter(display -> display.path("locale").asString("").equals(LANGUAGE))
                .map(display -> display.path(member).asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static JsonNode metadata(String vct) {
        return document(vct, CredentialType::typeMetadata);
    }

    private static JsonNode document(String vct, Function<CredentialType, String> which) {
        return Schemas.byVct(vct)
                .map(which)
                .<JsonNode>map(text -> StrictJson.parseObject(text, MAX_DOCUMENT_BYTES))
                .orElseGet(StrictJson::object);
    }
}
