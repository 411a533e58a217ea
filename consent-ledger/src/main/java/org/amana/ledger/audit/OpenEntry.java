package org.amana.ledger.audit;

import tools.jackson.databind.JsonNode;

/**
 * What a public entry says, for a sentence.
 *
 * @param text key of the sentence
 * @param name its first part: a name in English
 * @param detail its second part
 */
record OpenEntry(String text, String name, String detail) {
    private static final String KEY = "audit.entry.";

    static OpenEntry of(JsonNode leaf) {
        String type = leaf.path("type").asString("");
        JsonNode document = leaf.path("document");
        return switch (type) {
            case "party" -> new OpenEntry(KEY + type, english(document.path("name"), leaf), version(leaf));
            case "intended_use" -> new OpenEntry(KEY + (leaf.path("retired").asBoolean(false) ? "retired" : type),
                    english(document.path("purpose"), leaf), version(leaf));
            case "register_proposal" ->
                new OpenEntry(KEY + type, leaf.path("staff").asString(""), leaf.path("id").asString(""));
            case "register_decision" ->
                new OpenEntry(KEY + type, leaf.path("staff").asString(""), leaf.path("outcome").asString(""));
            case "legal_hold", "legal_hold_lifted" ->
                new OpenEntry(KEY + type, leaf.path("staff").asString(""), leaf.path("id").asString(""));
            case Looks.TYPE ->
                new OpenEntry(KEY + type, leaf.path("staff").asString(""), leaf.path("page").asString(""));
            case "tombstone" -> new OpenEntry(KEY + type, "" + leaf.path("leaves").size(), "");
            case "register_opened" -> new OpenEntry(KEY + type, "", "");
            default -> new OpenEntry(KEY + "other", type.replace('_', ' '), "");
        };
    }

    private static String english(JsonNode texts, JsonNode leaf) {
        return texts.path("en").asString(leaf.path("id").asString(""));
    }

    private static String version(JsonNode leaf) {
        return "" + leaf.path("version").asInt(0);
    }
}
