package org.amana.core.dcql;

import java.util.List;

/**
 * Alternatives, each a list of Credential Query ids that together serve one use case (OID4VP 1.0 section 6.2).
 *
 * <pre>
 * {"options": [["pid"], ["reduced_1", "reduced_2"]], "required": true}
 * </pre>
 */
public record CredentialSetQuery(List<List<String>> options, boolean required) {
    public CredentialSetQuery {
        options = options.stream().map(List::copyOf).toList();
    }
}
