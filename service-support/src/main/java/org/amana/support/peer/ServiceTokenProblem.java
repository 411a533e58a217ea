package org.amana.support.peer;

import org.amana.core.problem.Problem;

/** Why a call is not taken for a service's. */
public sealed interface ServiceTokenProblem extends Problem {
    /** No token, or one that cannot be read. */
    record Missing() implements ServiceTokenProblem {
        @Override
        public String code() {
            return "service_token_missing";
        }

        @Override
        public String detail() {
            return "a service token expected in Authorization: Bearer";
        }
    }

    /** The signature, the issuer or a claim does not hold. */
    record Invalid(String detail) implements ServiceTokenProblem {
        @Override
        public String code() {
            return "service_token_invalid";
        }
    }

    /** The token is for another request: other target, method or body. */
    record OtherRequest(String detail) implements ServiceTokenProblem {
        @Override
        public String code() {
            return "service_token_for_other_request";
        }
    }

    /** Older than a minute, or from the future. */
    record Expired() implements ServiceTokenProblem {
        @Override
        public String code() {
            return "service_token_expired";
        }

        @Override
        public String detail() {
            return "a service token of this minute expected; check the clocks";
        }
    }

    /** Its {@code jti} was used before. */
    record Replayed() implements ServiceTokenProblem {
        @Override
        public String code() {
            return "service_token_replayed";
        }

        @Override
        public String detail() {
            return "a fresh service token expected, this one was used";
        }
    }
}
