package org.amana.ledger.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields of a form and members of an entry's JSON, one into the other. A text in several languages is a field for each,
 * such as {@code name.en}, and two more for a language that is not there yet: {@code name.tag} and {@code name.text}.
 */
record FormFields(MultiValueMap<String, String> sent) {
    private static final List<String> ALWAYS = List.of("en", "ar");

    /**
     * One language's text.
     *
     * @param language BCP 47 tag
     */
    record Text(String language, String text) {
        /** In English. */
        public String languageName() {
            return Locale.forLanguageTag(language).getDisplayName(Locale.ENGLISH);
        }
    }

    /** A box or an option. */
    record Choice(String value, String label, boolean chosen) {}

    /** English and Arabic first, then whatever else the entry says. */
    static List<Text> texts(JsonNode member) {
        Map<String, String> texts = new LinkedHashMap<>();
        ALWAYS.forEach(language -> texts.put(language, ""));
        member.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asString("")));
        return texts.entrySet().stream().map(text -> new Text(text.getKey(), text.getValue())).toList();
    }

    /** Each element on a line of its own. */
    static String lines(JsonNode array) {
        return String.join("\n", array.valueStream().map(element -> element.asString("")).toList());
    }

    static String text(JsonNode object, String member) {
        return object.path(member).asString("");
    }

    Optional<String> one(String field) {
        return Optional.ofNullable(sent.getFirst(field)).map(String::strip).filter(value -> !value.isEmpty());
    }

    List<String> all(String field) {
        return sent.getOrDefault(field, List.of());
    }

    List<String> lines(String field) {
        return one(field).stream().flatMap(String::lines).map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    void put(ObjectNode entry, String field, String member) {
        one(field).ifPresent(value -> entry.put(member, value));
    }

    /** The texts of a field; a member without any is left out. */
    void putTexts(ObjectNode entry, String field, String member) {
        ObjectNode texts = StrictJson.object();
        for (String name : sent.keySet()) {
            String language = name.startsWith(field + ".") ? name.substring(field.length() + 1) : "";
            if (!language.isEmpty() && !language.equals("tag") && !language.equals("text")) {
                one(name).ifPresent(text -> texts.put(language, text));
            }
        }
        one(field + ".text").ifPresent(text -> texts.put(one(field + ".tag").orElse(""), text));
        if (!texts.isEmpty()) {
            entry.set(member, texts);
        }
    }

    static void putAll(ObjectNode entry, String member, List<String> values) {
        ArrayNode array = entry.putArray(member);
        values.forEach(array::add);
    }
}
