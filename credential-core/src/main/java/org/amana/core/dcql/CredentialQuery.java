package org.amana.core.dcql;

import java.util.List;
import org.amana.core.sdjwt.ClaimPath;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One wanted credential (OID4VP 1.0 section 6.1).
 *
 * <pre>
 * {"id": "work", "format": "dc+sd-jwt", "meta": {"vct_values": ["https://amana.example/vct/right-to-work"]},
 *  "claims": [{"path": ["work_permission"]}]}
 * </pre>
 *
 * @param trustedAuthorities empty when any issuer will do
 * @param claims empty when no selectively disclosable claim is wanted
 * @param claimSets combinations of claim ids in the Verifier's order of preference; empty when all claims are wanted
 */
public record CredentialQuery(String id, String format, boolean multiple, ObjectNode meta,
                              List<TrustedAuthoritiesQuery> trustedAuthorities,
                              boolean requireCryptographicHolderBinding, List<ClaimsQuery> claims,
                              List<List<String>> claimSets) {
    /** Credential format identifier of SD-JWT VC (OID4VP 1.0 section B.3.1). */
    public static final String SD_JWT_VC = "dc+sd-jwt";

    public CredentialQuery {
        meta = meta.deepCopy();
        trustedAuthorities = List.copyOf(trustedAuthorities);
        claims = List.copyOf(claims);
        claimSets = claimSets.stream().map(List::copyOf).toList();
    }

    /** A query for one SD-JWT VC of that type with all of these claims, bound to its holder. */
    public static CredentialQuery sdJwtVc(String id, String vct, List<ClaimPath> claims) {
        ObjectNode meta = org.amana.core.json.StrictJson.object();
        meta.putArray("vct_values").add(vct);
        return new CredentialQuery(id, SD_JWT_VC, false, meta, List.of(), true,
                claims.stream().map(ClaimsQuery::of).toList(), List.of());
    }

    /** Accepted types of an SD-JWT VC; empty for other formats. */
    public List<String> vctValues() {
        JsonNode values = meta.path("vct_values");
        return values.valueStream().filter(JsonNode::isString).map(JsonNode::stringValue).toList();
    }

    /** The combinations of claims that answer this query, in the Verifier's order; one empty one when it wants none. */
    public List<List<ClaimsQuery>> claimOptions() {
        if (claimSets.isEmpty()) {
            return List.of(claims);
        }
        return claimSets.stream()
                .map(set -> set.stream()
                        .flatMap(id -> claims.stream().filter(claim -> claim.id().filter(id::equals).isPresent()))
                        .toList())
                .toList();
    }
}
