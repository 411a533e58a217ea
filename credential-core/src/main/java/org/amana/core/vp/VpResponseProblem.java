package org.amana.core.vp;

import org.amana.core.problem.Problem;

/** An Authorization Response that is not one: the Verifier answers 400, the wallet tells the person (OID4VP 1.0 section 8). */
public sealed interface VpResponseProblem extends Problem {
    @Override
    default String code() {
        return "invalid_request";
    }

    /** A parameter is missing, stands twice, or is none of this response mode. */
    record MalformedResponse(String detail) implements VpResponseProblem {}

    /** {@code vp_token} in clear where {@code direct_post.jwt} was asked; it is not looked at (section 8.3.1). */
    record ResponseNotEncrypted() implements VpResponseProblem {
        @Override
        public String detail() {
            return "the response must be encrypted (response_mode direct_post.jwt)";
        }
    }

    /** The JWE is not for the key of this request (section 8.3); no other key is tried. */
    record UnknownResponseKey() implements VpResponseProblem {
        @Override
        public String detail() {
            return "kid of the response is not the one of the request";
        }
    }

    /** {@code alg}, {@code enc} or another header member was not offered; noticed before any key agreement. */
    record ResponseHeaderRefused(String detail) implements VpResponseProblem {}

    /** One text for whatever went wrong behind the header. */
    record ResponseUnreadable() implements VpResponseProblem {
        @Override
        public String detail() {
            return "the response could not be decrypted";
        }
    }

    /** {@code state} is not the one of the request. */
    record StateMismatch() implements VpResponseProblem {
        @Override
        public String detail() {
            return "state is not the one of the request";
        }
    }

    /** {@code vp_token} is not an object of non-empty arrays of presentations (section 8.1). */
    record MalformedVpToken(String detail) implements VpResponseProblem {}

    /** The Verifier did not take the answer: a status other than 200, redirects included (section 8.2). */
    record ResponseNotAccepted(int status) implements VpResponseProblem {
        @Override
        public String code() {
            return "response_not_accepted";
        }

        @Override
        public String detail() {
            return "response_uri answered with status " + status;
        }
    }
}
