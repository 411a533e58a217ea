package org.amana.issuer.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.vci.ClaimDescription;
import org.amana.core.vci.CredentialConfiguration;
import org.amana.core.vci.CredentialIssuerMetadata;
import org.amana.core.vci.CredentialOffer.PreAuthorizedCodeGrant;
import org.amana.core.vci.LocalizedName;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.catalogue.IssuanceRules;
import org.amana.issuer.token.TokenEndpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The metadata of one authority, from its configuration and the types' published documents. */
final class IssuerMetadata {
    private IssuerMetadata() {}

    static ObjectNode credentialIssuer(Authority authority) {
        return CredentialIssuerMetadata.of(authority.identifier(), authority.address("credential"),
                authority.address("nonce"), batchSize(authority), names(authority),
                authority.types().stream().map(IssuerMetadata::configuration).toList()).toJson();
    }

    /**
     * RFC 8414 metadata. There is no authorization endpoint, so {@code response_types_supported} is left out, as OpenID4VCI
     * 1.0 section 12.2.4 allows.
     */
    static ObjectNode authorizationServer(Authority authority) {
        ObjectNode json = StrictJson.object()
                .put("issuer", authority.identifier().value())
                .put("token_endpoint", authority.address(TokenEndpoint.PATH).toString())
                .put("jwks_uri", authority.address(TokenEndpoint.KEYS_PATH).toString());
        ArrayNode scopes = json.putArray("scopes_supported");
        authority.types().forEach(type -> scopes.add(type.scope()));
        json.putArray("grant_types_supported").add(PreAuthorizedCodeGrant.GRANT_TYPE);
        json.putArray("token_endpoint_auth_methods_supported").add("none");
        json.putArray("dpop_signing_alg_values_supported").add("ES256");
        return json.put("pre-authorized_grant_anonymous_access_supported", true);
    }

    private static CredentialConfiguration configuration(IssuanceRules type) {
        return CredentialConfiguration.sdJwtVc(type.id(), type.scope(), type.type().vct(),
                names(type.typeMetadata().path("display"), "name"), claims(type));
    }

    private static List<ClaimDescription> claims(IssuanceRules type) {
        var claims = new ArrayList<ClaimDescription>();
        for (JsonNode claim : type.typeMetadata().path("claims")) {
            var path = new ArrayList<JsonNode>();
            claim.path("path").forEach(path::add);
            if (path.isEmpty()) {
                throw new IllegalArgumentException("type metadata of " + type.id() + " has a claim without path");
            }
            claims.add(new ClaimDescription(path, claim.path("mandatory").asBoolean(false),
                    names(claim.path("display"), "label")));
        }
        return claims;
    }

    /** SD-JWT VC type metadata says {@code label} for claims where OpenID4VCI says {@code name}. */
    private static List<LocalizedName> names(JsonNode display, String member) {
        var names = new ArrayList<LocalizedName>();
        for (JsonNode entry : display) {
            if (entry.path(member).isString() && entry.path("locale").isString()) {
                names.add(new LocalizedName(entry.path(member).stringValue(),
                        Optional.of(entry.path("locale").stringValue()),
                        Optional.ofNullable(entry.get("description")).map(JsonNode::stringValue)));
            }
        }
        return names;
    }

    private static List<LocalizedName> names(Authority authority) {
        return authority.name()
                .entrySet()
                .stream()
                .map(name -> LocalizedName.of(name.getValue(), name.getKey()))
                .toList();
    }

    private static int batchSize(Authority authority) {
        // one number for all types of an issuer: the smallest is right for each
        return authority.types().stream().mapToInt(IssuanceRules::batchSize).min().orElse(1);
    }
}
