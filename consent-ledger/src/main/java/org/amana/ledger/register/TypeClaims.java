package org.amana.ledger.register;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.amana.core.json.StrictJson;
import org.amana.schemas.CredentialType;
import org.amana.schemas.Schemas;
import tools.jackson.databind.JsonNode;

/** Which claims a credential type has, by its published metadata; parts of lists are no claims of their own. */
final class TypeClaims {
    private static final int MAX_METADATA_BYTES = 1_000_000;
    private final Map<String, List<List<String>>> byVct = Schemas.types()
            .stream()
            .collect(Collectors.toUnmodifiableMap(CredentialType::vct, TypeClaims::read));

    private static List<List<String>> read(CredentialType type) {
        return StrictJson.parseObject(type.typeMetadata(), MAX_METADATA_BYTES)
                .path("claims")
                .valueStream()
                .map(claim -> claim.path("path"))
                .filter(path -> path.valueStream().allMatch(JsonNode::isString))
                .map(path -> path.valueStream().map(JsonNode::stringValue).toList())
                .toList();
    }

    /** Paths of its claims, in the order of the metadata. */
    List<List<String>> of(CredentialType type) {
        return byVct.getOrDefault(type.vct(), List.of());
    }
}
