package org.amana.core.vci;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry of a {@code display} array: a name in one language. Foreign text, shown but never trusted.
 *
 * <pre>
 * {"name":"Labour Office","locale":"en"}
 * </pre>
 *
 * @param locale BCP 47 tag, empty when the issuer does not say
 */
public record LocalizedName(String name, Optional<String> locale, Optional<String> description) {
    public LocalizedName {
        if (name.isBlank() || name.length() > 1_000) {
            throw new IllegalArgumentException("a name has 1 to 1000 characters");
        }
    }

    public static LocalizedName of(String name, String locale) {
        return new LocalizedName(name, Optional.of(locale), Optional.empty());
    }

    /** The entry for a language: same language, else English, else the first; empty for an empty list. */
    public static Optional<LocalizedName> choose(List<LocalizedName> names, Locale language) {
        return withLanguage(names, language.getLanguage()).or(() -> withLanguage(names, "en"))
                .or(() -> names.stream().findFirst());
    }

    private static Optional<LocalizedName> withLanguage(List<LocalizedName> names, String language) {
        return names.stream()
                .filter(name -> name.locale()
                        .map(tag -> Locale.forLanguageTag(tag).getLanguage().equals(language))
                        .orElse(false))
                .findFirst();
    }

    /** Entries without a name are left out: section 12.2.4 makes it optional for issuers. */
    static List<LocalizedName> parseAll(Members parent) {
        return parent.optionalArray("display").map(array -> {
            var names = new java.util.ArrayList<LocalizedName>();
            for (JsonNode node : array) {
                if (!(node instanceof ObjectNode object)) {
                    throw parent.wrong("display", "an array of objects");
                }
                var members = new Members(object, parent.where() + " display", parent.problem());
                members.optionalString("name")
                        .filter(name -> !name.isBlank() && name.length() <= 1_000)
                        .ifPresent(name -> names.add(new LocalizedName(name, members.optionalString("locale"),
                                members.optionalString("description"))));
            }
            return List.copyOf(names);
        }).orElse(List.of());
    }

    static ArrayNode toJson(List<LocalizedName> names) {
        ArrayNode array = StrictJson.array();
        names.forEach(name -> {
            ObjectNode object = array.addObject().put("name", name.name());
            name.locale().ifPresent(locale -> object.put("locale", locale));
            name.description().ifPresent(text -> object.put("description", text));
        });
        return array;
    }
}
