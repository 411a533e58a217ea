package org.amana.core.dcql;

import java.util.List;
import org.amana.core.problem.Finding;

/** What a wallet can answer to a query. */
public sealed interface DcqlMatch {
    /**
     * At least one way to answer.
     *
     * @param options ways to meet everything that is required, the one that discloses least first; at most
     *         {@value DcqlMatcher#MAX_OPTIONS}
     * @param optional what may be added by the person's choice (credential sets that are not required); empty
     *         whenever nothing is required, for then they are the options
     */
    record Satisfiable(List<PresentationOption> options, List<PresentationOption> optional) implements DcqlMatch {
        public Satisfiable {
            options = List.copyOf(options);
            optional = List.copyOf(optional);
        }
    }

    /**
     * Nothing may be returned (OID4VP 1.0 section 6.4.2). To the Verifier this is {@code access_denied}, or
     * {@code vp_formats_not_supported} when that is among the reasons.
     */
    record Unsatisfiable(List<Finding> findings) implements DcqlMatch {
        public Unsatisfiable {
            findings = List.copyOf(findings);
        }
    }
}
