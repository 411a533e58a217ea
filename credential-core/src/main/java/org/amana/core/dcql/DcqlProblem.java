package org.amana.core.dcql;

import org.amana.core.problem.Problem;

/** A query that is not DCQL (OID4VP 1.0 sections 6 to 6.3); all are {@code invalid_request}. */
public sealed interface DcqlProblem extends Problem {
    @Override
    default String code() {
        return "invalid_request";
    }

    /** A required member is missing, or a member has the wrong JSON type, or is empty. */
    record InvalidMember(String detail) implements DcqlProblem {}

    /** An identifier that is not one or more of letters, digits, {@code _} and {@code -}. */
    record InvalidId(String detail) implements DcqlProblem {}

    /** The same identifier twice. */
    record DuplicateId(String detail) implements DcqlProblem {}

    /** An option names a Credential Query or a claim that the query does not have. */
    record UnknownId(String detail) implements DcqlProblem {}

    /** {@code claim_sets} without {@code claims}. */
    record ClaimSetsWithoutClaims() implements DcqlProblem {
        @Override
        public String detail() {
            return "claim_sets must not be present without claims";
        }
    }

    /** Not a claims path pointer of that format (sections 7.1 and 7.2). */
    record InvalidClaimsPath(String detail) implements DcqlProblem {}

    /** More queries, claims or options than we evaluate. */
    record TooLarge(String detail) implements DcqlProblem {}
}
