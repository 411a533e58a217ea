package org.amana.issuer.catalogue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One top-level claim of a type and where its value comes from. Where it is disclosable, the holder decides whether to
 * show it; its members always travel together.
 */
public sealed interface ClaimRule {
    /** Names that tokens and SD-JWT give a meaning of their own (SD-JWT VC section 2.2.2.3, RFC 9901 section 4). */
    Set<String> RESERVED = Set.of("iss", "sub", "aud", "nbf", "exp", "iat", "jti", "cnf", "vct", "vct#integrity",
            "aka_vcts", "status", "_sd", "_sd_alg", "...");

    String name();

    boolean isDisclosable();

    /** A claim whose value is one column. */
    record Single(String name, boolean isDisclosable, ColumnRule source) implements ClaimRule {
        public Single {
            requireFree(name);
        }
    }

    /** A claim that is an object; each member is one column, and none is disclosable apart. */
    record Group(String name, boolean isDisclosable, Map<String, ColumnRule> members) implements ClaimRule {
        public Group {
            requireFree(name);
            members.keySet().forEach(ClaimRule::requireFree);
            members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
            if (members.isEmpty()) {
                throw new IllegalArgumentException("claim " + name + " has no members");
            }
        }
    }

    /** All columns this claim is made of. */
    default Collection<ColumnRule> columns() {
        return switch (this) {
            case Single single -> java.util.List.of(single.source());
            case Group group -> group.members().values();
        };
    }

    private static void requireFree(String name) {
        if (name.isEmpty() || RESERVED.contains(name)) {
            throw new IllegalArgumentException("claim name '" + name
                    + "' has a meaning of its own in a credential and can neither be filled nor be made disclosable");
        }
    }
}
