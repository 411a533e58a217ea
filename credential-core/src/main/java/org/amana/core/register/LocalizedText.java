package org.amana.core.register;

import java.util.Map;
import java.util.TreeMap;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One text in several languages.
 *
 * <pre>
 * {"ar":"مخبز الميناء","en":"Harbour Bakery"}
 * </pre>
 *
 * @param byLanguage text by BCP 47 tag; at least one
 */
public record LocalizedText(Map<String, String> byLanguage) {
    private static final int MAX_CHARACTERS = 4_000;

    public LocalizedText {
        byLanguage = java.util.Collections.unmodifiableMap(new TreeMap<>(byLanguage));
        if (byLanguage.isEmpty()) {
            throw RegisterProblem.malformed("a text is given in at least one language");
        }
        byLanguage.forEach((language, text) -> {
            if (!language.matches("[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}") || text.isBlank()
                    || text.length() > MAX_CHARACTERS) {
                throw RegisterProblem.malformed("a text has a language tag and 1 to " + MAX_CHARACTERS + " characters");
            }
        });
    }

    public static LocalizedText english(String text) {
        return new LocalizedText(Map.of("en", text));
    }

    /** @throws org.amana.core.problem.ProblemException {@link RegisterProblem.MalformedEntry} */
    static LocalizedText parse(JsonNode node, String member) {
        if (!(node instanceof ObjectNode object)) {
            throw RegisterProblem.malformed(member + " is an object of texts by language");
        }
        var texts = new TreeMap<String, String>();
        object.properties().forEach(text -> {
            if (!text.getValue().isString()) {
                throw RegisterProblem.malformed(member + " is an object of texts by language");
            }
            texts.put(text.getKey(), text.getValue().stringValue());
        });
        return new LocalizedText(texts);
    }

    /** The text in that language, else in English, else in the first there is. */
    public String in(String language) {
        String text = byLanguage.get(language);
        if (text == null) {
            text = byLanguage.get("en");
        }
        return text == null ? byLanguage.values().iterator().next() : text;
    }

    ObjectNode toJson() {
        ObjectNode object = StrictJson.object();
        byLanguage.forEach(object::put);
        return object;
    }
}
