package org.amana.issuer.requester;

import org.amana.core.problem.Problem;

/** A request of which every signature holds, and which is refused all the same. */
public sealed interface RequesterProblem extends Problem {
    /** The same request came before. */
    record Replayed() implements RequesterProblem {
        @Override
        public String code() {
            return "request_replayed";
        }

        @Override
        public String detail() {
            return "this request was used; each try needs one of its own";
        }
    }

    /** The registration of this purpose was ended. */
    record CertificateEnded() implements RequesterProblem {
        @Override
        public String code() {
            return "certificate_ended";
        }

        @Override
        public String detail() {
            return "the requester's registration for this purpose has ended";
        }
    }

    /** What is needed to judge the requester cannot be had now. */
    record Unjudged(String detail) implements RequesterProblem {
        @Override
        public String code() {
            return "ledger_unavailable";
        }
    }
}
