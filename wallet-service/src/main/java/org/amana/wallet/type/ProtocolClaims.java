package org.amana.wallet.type;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Members of a credential that say nothing about the person: protocol, times, key, status (SD-JWT VC section 2.2.2). */
public final class ProtocolClaims {

    private static final Set<String> NAMES = Set.of("iss", "nbf", "exp", "iat", "vct", "vct#integrity", "aka_vcts",
            "cnf",
            "status", "sub", "jti", "_sd", "_sd_alg");

    private ProtocolClaims() {}

    /** The claims about the person, outermost names alone, in the order of the payload. */
    public static List<List<String>> topLevel(JsonNode claims) {
        return claims.properties()
                .stream()
                .map(member -> member.getKey())
                .filter(name -> !NAMES.contains(name))
                .map(List::of)
                .toList();
    }
}
