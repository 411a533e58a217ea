package org.amana.issuer.catalogue;

import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Checks one claim value against its part of the type's JSON Schema (2020-12), with the keywords that the published
 * schemas use: {@code enum}, {@code pattern}, {@code minLength}, {@code maxLength}, {@code minimum}, {@code maximum},
 * {@code items}, {@code minItems}, {@code maxItems}, {@code uniqueItems}.
 */
public final class ClaimSchema {
    private ClaimSchema() {}

    /** What is wrong, in words for a clerk; empty when the value fits. */
    public static Optional<String> check(JsonNode schema, JsonNode value) {
        if (value.isString()) {
            return text(schema, value.stringValue());
        }
        if (value.isIntegralNumber()) {
            return number(schema, value.longValue());
        }
        if (value.isArray()) {
            return list(schema, value);
        }
        return Optional.empty();
    }

    private static Optional<String> text(JsonNode schema, String text) {
        JsonNode allowed = schema.get("enum");
        if (allowed != null) {
            var words = new HashSet<String>();
            allowed.forEach(word -> words.add(word.asString("")));
            if (!words.contains(text)) {
                return Optional.of("is none of " + String.join(", ", new java.util.TreeSet<>(words)));
            }
        }
        int length = text.codePointCount(0, text.length());
        if (length < schema.path("minLength").asInt(0)) {
            return Optional.of("is too short");
        }
        if (length > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            return Optional.of("is longer than " + schema.path("maxLength").asInt(0) + " characters");
        }
        JsonNode pattern = schema.get("pattern");
        if (pattern != null && !Pattern.compile(pattern.asString("")).matcher(text).find()) {
            return Optional.of(schema.path("description").isString()
                    ? "does not have the expected form (" + schema.path("description").asString("") + ")"
                    : "does not have the expected form");
        }
        return Optional.empty();
    }

    private static Optional<String> number(JsonNode schema, long number) {
        long least = schema.path("minimum").asLong(Long.MIN_VALUE);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        if (number < least || number > most) {
            return Optional.of("is not from " + least + " to " + most);
        }
        return Optional.empty();
    }

    private static Optional<String> list(JsonNode schema, JsonNode list) {
        if (list.size() < schema.path("minItems").asInt(0)
                || list.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
            return Optional.of("has too few or too many values");
        }
        var seen = new HashSet<JsonNode>();
        for (JsonNode item : list) {
            if (!seen.add(item) && schema.path("uniqueItems").asBoolean(false)) {
                return Optional.of("names a value twice");
            }
            Optional<String> wrong = check(schema.path("items"), item);
            if (wrong.isPresent()) {
                return Optional.of("has '" + item.asString("") + "', which " + wrong.get());
            }
        }
        return Optional.empty();
    }
}
