package org.amana.core.register;

import java.util.Optional;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The data protection authority a person may complain to (ETSI TS 119 475 V1.2.1 clause 5.2.4). */
public record SupervisoryAuthority(LocalizedText name, Optional<String> uri, Optional<String> email,
                                   Optional<String> phone) {
    static SupervisoryAuthority parse(JsonNode node) {
        return new SupervisoryAuthority(LocalizedText.parse(node.path("name"), "supervisor.name"),
                JsonMembers.optionalText(node, "uri"), JsonMembers.optionalText(node, "email"),
                JsonMembers.optionalText(node, "phone"));
    }

    ObjectNode toJson() {
        ObjectNode object = StrictJson.object();
        object.set("name", name.toJson());
        uri.ifPresent(value -> object.put("uri", value));
        email.ifPresent(value -> object.put("email", value));
        phone.ifPresent(value -> object.put("phone", value));
        return object;
    }
}
