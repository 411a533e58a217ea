package org.amana.core.dcql;

import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A DCQL query (OID4VP 1.0 section 6).
 *
 * <pre>
 * {"credentials": [{"id": "pid", "format": "dc+sd-jwt", "meta": {"vct_values": ["urn:eudi:pid:1"]},
 *                   "claims": [{"path": ["family_name"]}]}],
 *  "credential_sets": [{"options": [["pid"]], "required": true}]}
 * </pre>
 *
 * @param credentialSets empty when every credential is wanted
 */
public record DcqlQuery(List<CredentialQuery> credentials, List<CredentialSetQuery> credentialSets) {
    public DcqlQuery {
        credentials = List.copyOf(credentials);
        credentialSets = List.copyOf(credentialSets);
    }

    public static DcqlQuery of(CredentialQuery... credentials) {
        return new DcqlQuery(List.of(credentials), List.of());
    }

    /**
     * Reads a query; unknown members are ignored.
     *
     * @throws ProblemException a {@link DcqlProblem}
     */
    public static DcqlQuery parse(ObjectNode query) {
        return DcqlParser.query(query);
    }

    public Optional<CredentialQuery> credential(String id) {
        return credentials.stream().filter(credential -> credential.id().equals(id)).findFirst();
    }

    /** The sets as they are to be met: without {@code credential_sets}, one required set of all credentials. */
    List<CredentialSetQuery> effectiveSets() {
        return credentialSets.isEmpty()
                ? List.of(new CredentialSetQuery(List.of(credentials.stream().map(CredentialQuery::id).toList()), true))
                : credentialSets;
    }

    /** The wire form, defaults left out. */
    public ObjectNode toJson() {
        ObjectNode query = StrictJson.object();
        ArrayNode list = query.putArray("credentials");
        credentials.forEach(credential -> list.add(toJson(credential)));
        if (!credentialSets.isEmpty()) {
            ArrayNode sets = query.putArray("credential_sets");
            for (CredentialSetQuery set : credentialSets) {
                ObjectNode node = sets.addObject();
                addAll(node.putArray("options"), set.options());
                if (!set.required()) {
                    node.put("required", false);
                }
            }
        }
        return query;
    }

    private static ObjectNode toJson(CredentialQuery credential) {
        ObjectNode node = StrictJson.object();
        node.put("id", credential.id());
        node.put("format", credential.format());
        if (credential.multiple()) {
            node.put("multiple", true);
        }
        node.set("meta", credential.meta().deepCopy());
        if (!credential.trustedAuthorities().isEmpty()) {
            ArrayNode authorities = node.putArray("trusted_authorities");
            for (TrustedAuthoritiesQuery authority : credential.trustedAuthorities()) {
                ObjectNode entry = authorities.addObject();
                entry.put("type", authority.type());
                authority.values().forEach(entry.putArray("values")::add);
            }
        }
        if (!credential.requireCryptographicHolderBinding()) {
            node.put("require_cryptographic_holder_binding", false);
        }
        if (!credential.claims().isEmpty()) {
            ArrayNode claims = node.putArray("claims");
            for (ClaimsQuery claim : credential.claims()) {
                ObjectNode entry = claims.addObject();
                claim.id().ifPresent(id -> entry.put("id", id));
                entry.set("path", claim.path().toJson());
                if (!claim.values().isEmpty()) {
                    claim.values().forEach(entry.putArray("values")::add);
                }
            }
        }
        if (!credential.claimSets().isEmpty()) {
            addAll(node.putArray("claim_sets"), credential.claimSets());
        }
        return node;
    }

    private static void addAll(ArrayNode array, List<List<String>> lists) {
        lists.forEach(list -> list.forEach(array.addArray()::add));
    }
}
