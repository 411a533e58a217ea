package org.amana.core.register;

import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An office or a firm in the register.
 *
 * <pre>
 * {"id":"harbour-bakery","name":{"en":"Harbour Bakery"},"country":"PT","kind":"employer",
 *  "identifiers":["LEIXG-000000AMANADEMO00042"],"anchors":"access","service":"verifier-service",
 *  "notice_url":"http://localhost:8083/harbour-bakery/notices"}
 * </pre>
 *
 * @param id issuer identifier of an issuer, short name of another party
 * @param identifiers official identifiers (ETSI EN 319 412-1); the first stands in certificates
 * @param noticeUrl where withdrawals are told
 * @param anchors name of a function ("issuer", "access") for the node's own development authority, or PEM certificates
 * @param issues credential types the party may issue
 * @param service name of the service that acts for the party towards the ledger; without one nobody does
 * @param pages what the party says about itself, for registration certificates
 */
public record Party(String id, LocalizedText name, String country, PartyKind kind, List<String> identifiers,
                    Optional<SupervisoryAuthority> supervisor, Optional<String> erasureContact,
                    Optional<String> noticeUrl,
                    List<String> anchors, List<String> issues, Optional<String> service, PartyPages pages) {
    public Party {
        if (id.isBlank() || id.length() > 512) {
            throw RegisterProblem.malformed("a party has an id of 1 to 512 characters");
        }
        if (!country.matches("[A-Z]{2}")) {
            throw RegisterProblem.malformed("the country of a party is two capital letters (ISO 3166-1)");
        }
        identifiers = List.copyOf(identifiers);
        anchors = List.copyOf(anchors);
        issues = List.copyOf(issues);
    }

    /**
     * Reads the JSON form.
     *
     * @throws org.amana.core.problem.ProblemException {@link RegisterProblem.MalformedEntry}
     */
    public static Party parse(JsonNode node) {
        JsonNode anchors = node.path("anchors");
        JsonNode supervisor = node.path("supervisor");
        return new Party(JsonMembers.text(node, "id"), LocalizedText.parse(node.path("name"), "name"),
                JsonMembers.text(node, "country"), PartyKind.parse(JsonMembers.text(node, "kind")),
                JsonMembers.optionalStrings(node, "identifiers"),
                supervisor.isObject() ? Optional.of(SupervisoryAuthority.parse(supervisor)) : Optional.empty(),
                JsonMembers.optionalText(node, "erasure_contact"), JsonMembers.optionalText(node, "notice_url"),
                anchors.isString() ? List.of(anchors.stringValue()) : JsonMembers.optionalStrings(node, "anchors"),
                JsonMembers.optionalStrings(node, "issues"), JsonMembers.optionalText(node, "service"),
                PartyPages.parse(node));
    }

    public ObjectNode toJson() {
        ObjectNode object = StrictJson.object().put("id", id);
        object.set("name", name.toJson());
        object.put("country", country).put("kind", kind.word());
        putAll(object.putArray("identifiers"), identifiers);
        supervisor.ifPresent(value -> object.set("supervisor", value.toJson()));
        erasureContact.ifPresent(value -> object.put("erasure_contact", value));
        noticeUrl.ifPresent(value -> object.put("notice_url", value));
        putAll(object.putArray("anchors"), anchors);
        putAll(object.putArray("issues"), issues);
        service.ifPresent(value -> object.put("service", value));
        pages.writeTo(object);
        return object;
    }

    static void putAll(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    /** The identifier in certificates: the first official one, else the id. */
    public String identifier() {
        return identifiers.isEmpty() ? id : identifiers.getFirst();
    }
}
