package org.amana.core.dcql;

import java.util.List;

/**
 * Which authorities a Verifier accepts (OID4VP 1.0 section 6.1.1).
 *
 * <pre>
 * {"type": "aki", "values": ["s9tIpPmhxdiuNkHMEWNpYim8S8Y"]}
 * </pre>
 */
public record TrustedAuthoritiesQuery(String type, List<String> values) {
    /** The type we can evaluate: base64url key identifiers of the certificates in the chain. */
    public static final String AUTHORITY_KEY_IDENTIFIER = "aki";

    public TrustedAuthoritiesQuery {
        values = List.copyOf(values);
    }

    boolean isMetBy(java.util.Set<String> authorityKeyIdentifiers) {
        return type.equals(AUTHORITY_KEY_IDENTIFIER) && values.stream().anyMatch(authorityKeyIdentifiers::contains);
    }
}
