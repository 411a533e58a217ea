package org.amana.core.register;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a party says about itself (ETSI TS 119 475 V1.2.1 clause 5.2.4, table 7). Members of the party's own document.
 *
 * <pre>
 * {"service_description":{"en":"Bakery"},"privacy_policy":"https://bakery.example/privacy","info_uri":"https://…"}
 * </pre>
 *
 * @param services what it offers, in words
 * @param privacyPolicy web address
 * @param info web address
 */
public record PartyPages(Optional<LocalizedText> services, Optional<String> privacyPolicy, Optional<String> info) {
    static PartyPages parse(JsonNode party) {
        JsonNode services = party.path("service_description");
        return new PartyPages(
                services.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(LocalizedText.parse(services, "service_description")),
                JsonMembers.optionalText(party, "privacy_policy"), JsonMembers.optionalText(party, "info_uri"));
    }

    void writeTo(ObjectNode party) {
        services.ifPresent(text -> party.set("service_description", text.toJson()));
        privacyPolicy.ifPresent(uri -> party.put("privacy_policy", uri));
        info.ifPresent(uri -> party.put("info_uri", uri));
    }

    /** As a certificate says it: {@code srv_description} holds one array of texts for each service. */
    void writeClaims(ObjectNode claims) {
        services.ifPresent(text -> {
            ArrayNode descriptions = claims.putArray("srv_description");
            descriptions.add(RegistrationClaims.localized(text));
        });
        privacyPolicy.ifPresent(uri -> claims.put("privacy_policy", uri));
        info.ifPresent(uri -> claims.put("info_uri", uri));
    }
}
