package org.amana.verifier.verification;

import org.amana.core.dcql.ClaimsQuery;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.json.StrictJson;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was asked for out of what came: claims that nobody asked for go no further than this (OpenID4VP 1.0 section 14.11). */
final class AskedClaims {

    private AskedClaims() {}

    /** The asked claims at their places; elements of arrays are taken with the whole array they stand in. */
    static ObjectNode of(CredentialQuery asked, VerifiedSdJwtVc credential) {
        ObjectNode from = credential.claims();
        ObjectNode to = StrictJson.object();
        for (ClaimsQuery claim : asked.claims())
            copy(claim.path(), 0, from, to);
        return to;
    }

    private static void copy(ClaimPath path, int depth, ObjectNode from, ObjectNode to) {
        if (!(path.components().get(depth) instanceof ClaimPath.Name(String name)))
            return;
        JsonNode value = from.get(name);
        if (value == null)
            return;
        boolean goesDeeper = depth + 1 < path.components().size() && value instanceof ObjectNode;
        if (goesDeeper)
            copy(path, depth + 1, (ObjectNode) value, to.withObjectProperty(name));
        else
            to.set(name, value);
    }
}
