package org.amana.core.sdjwt;

import org.amana.core.problem.Problem;

/** Text that cannot be read as an SD-JWT at all, or a claim that may not be what it was asked to be. */
public sealed interface SdJwtProblem extends Problem {
    /** Not {@code <Issuer-signed JWT>~<Disclosure>~...~[<KB-JWT>]} (RFC 9901 section 4). */
    record MalformedSdJwt(String detail) implements SdJwtProblem {
        @Override
        public String code() {
            return "malformed_sd_jwt";
        }
    }

    /** Not base64url of a UTF-8 JSON array of two or three elements that begins with a string (RFC 9901 section 4.2). */
    record MalformedDisclosure(String detail) implements SdJwtProblem {
        @Override
        public String code() {
            return "malformed_disclosure";
        }
    }

    /** Beyond {@link SdJwtLimits}; noticed before any signature is checked. */
    record TooLarge(String detail) implements SdJwtProblem {
        @Override
        public String code() {
            return "too_large";
        }
    }

    /** This claim must never be selectively disclosable (SD-JWT VC section 2.2.2.3). */
    record ProtectedClaim(String claimName) implements SdJwtProblem {
        @Override
        public String code() {
            return "protected_claim_disclosed";
        }

        @Override
        public String detail() {
            return "the claim " + claimName + " must not be selectively disclosable";
        }
    }
}
