package org.amana.ledger.register;

import java.util.ArrayList;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.ledger.register.FormFields.Choice;
import org.amana.ledger.register.FormFields.Text;
import org.amana.schemas.Schemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A party as a form shows it.
 *
 * @param anchors names of functions
 * @param certificates PEM
 */
record PartyForm(ObjectNode entry, List<Text> name, List<Text> services, List<Text> supervisor, String identifiers,
                 List<Choice> anchors, String certificates, List<Choice> issues) {
    private static final List<String> FUNCTIONS = List.of("access", "issuer", "registrar");

    static PartyForm of(ObjectNode entry, DataWords words) {
        List<String> anchors = strings(entry.path("anchors"));
        List<String> issued = strings(entry.path("issues"));
        return new PartyForm(entry, FormFields.texts(entry.path("name")),
                FormFields.texts(entry.path("service_description")),
                FormFields.texts(entry.path("supervisor").path("name")), FormFields.lines(entry.path("identifiers")),
                FUNCTIONS.stream().map(word -> new Choice(word, word, anchors.contains(word))).toList(),
                String.join("\n", anchors.stream().filter(anchor -> !FUNCTIONS.contains(anchor)).toList()),
                Schemas.types()
                        .stream()
                        .map(type -> new Choice(type.vct(), words.type(type.vct()), issued.contains(type.vct())))
                        .toList());
    }

    /** The entry that the fields describe, not checked. */
    static ObjectNode read(FormFields fields) {
        ObjectNode entry = StrictJson.object();
        fields.put(entry, "id", "id");
        fields.putTexts(entry, "name", "name");
        fields.put(entry, "country", "country");
        fields.put(entry, "party-kind", "kind");
        FormFields.putAll(entry, "identifiers", fields.lines("identifiers"));
        ObjectNode supervisor = StrictJson.object();
        fields.putTexts(supervisor, "supervisor", "name");
        fields.put(supervisor, "supervisor-uri", "uri");
        fields.put(supervisor, "supervisor-email", "email");
        fields.put(supervisor, "supervisor-phone", "phone");
        if (!supervisor.isEmpty()) {
            entry.set("supervisor", supervisor);
        }
        fields.put(entry, "erasure-contact", "erasure_contact");
        fields.put(entry, "notices", "notice_url");
        var anchors = new ArrayList<>(fields.all("anchor"));
        fields.one("certificates").ifPresent(anchors::add);
        FormFields.putAll(entry, "anchors", anchors);
        FormFields.putAll(entry, "issues", fields.all("issue"));
        fields.put(entry, "service", "service");
        fields.putTexts(entry, "services", "service_description");
        fields.put(entry, "privacy-policy", "privacy_policy");
        fields.put(entry, "info", "info_uri");
        return entry;
    }

    /** A member as text, {@code ""} where there is none; {@code supervisor.uri} for one within another. */
    public String text(String path) {
        JsonNode node = entry;
        for (String member : path.split("\\.", -1)) {
            node = node.path(member);
        }
        return node.asString("");
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(element -> element.asString("")).toList();
    }
}
