package org.amana.core.jose;

import org.amana.core.problem.Problem;

/** The two ways in which a DPoP proof fails (RFC 9449 sections 4.3, 5 and 8). */
public sealed interface DpopProblem extends Problem {
    /** Any check of RFC 9449 section 4.3 but the nonce. */
    record InvalidDpopProof(String detail) implements DpopProblem {
        @Override
        public String code() {
            return "invalid_dpop_proof";
        }
    }

    /** A nonce is required and is missing or no longer current: answer with a fresh {@code DPoP-Nonce} header. */
    record UseDpopNonce(String detail) implements DpopProblem {
        @Override
        public String code() {
            return "use_dpop_nonce";
        }
    }
}
