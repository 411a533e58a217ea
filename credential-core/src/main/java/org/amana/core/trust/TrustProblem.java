package org.amana.core.trust;

import org.amana.core.problem.Problem;

/** Why a certificate chain does not speak for its key; the codes are reasons of a verdict. */
public sealed interface TrustProblem extends Problem {
    /** No path to an anchor: unknown root, broken signature or order, self-signed leaf (HAIP 1.0 section 6.1.1). */
    record UntrustedIssuer(String detail) implements TrustProblem {
        @Override
        public String code() {
            return "untrusted_issuer";
        }
    }

    /** The anchor itself was sent along (HAIP 1.0 section 6.1.1: it must not be). */
    record TrustAnchorInX5c() implements TrustProblem {
        @Override
        public String code() {
            return "trust_anchor_in_x5c";
        }

        @Override
        public String detail() {
            return "x5c must not contain the trust anchor";
        }
    }

    /** Expired or not yet valid at the time of the check (RFC 5280 section 6.1.3). */
    record CertificateExpired(String detail) implements TrustProblem {
        @Override
        public String code() {
            return "certificate_expired";
        }
    }

    /** No certificates, or ones that may not stand where they stand (RFC 5280 section 6.1.4). */
    record BadChain(String detail) implements TrustProblem {
        @Override
        public String code() {
            return "bad_chain";
        }
    }

    /** Certified for another purpose (RFC 5280 sections 4.2.1.3 and 4.2.1.12). */
    record WrongKeyUsage(String detail) implements TrustProblem {
        @Override
        public String code() {
            return "wrong_key_usage";
        }
    }
}
