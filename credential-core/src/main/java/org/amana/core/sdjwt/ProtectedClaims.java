package org.amana.core.sdjwt;

import java.util.Collection;
import java.util.Set;
import org.amana.core.problem.ProblemException;

/** The claims that a holder must not be able to leave out (SD-JWT VC section 2.2.2.3), with all below them. */
public final class ProtectedClaims {
    /** Refused inside a Disclosure when verifying. */
    static final Set<String> NEVER_DISCLOSED = Set.of("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts",
            "status");
    /** Names with a meaning of their own in the format (RFC 9901 sections 4.1.1 and 4.2). */
    static final Set<String> RESERVED = Set.of("_sd", "...", "_sd_alg");

    private ProtectedClaims() {}

    /**
     * For a configuration at start-up: refuses to make such a claim selectively disclosable. {@code iat} may be by
     * the specification, but ours never is.
     *
     * @throws ProblemException {@link SdJwtProblem.ProtectedClaim}
     */
    public static void requireDisclosable(Collection<String> claimNames) {
        for (String name : claimNames) {
            if (NEVER_DISCLOSED.contains(name) || RESERVED.contains(name) || name.equals("iat")) {
                throw new ProblemException(new SdJwtProblem.ProtectedClaim(name));
            }
        }
    }
}
