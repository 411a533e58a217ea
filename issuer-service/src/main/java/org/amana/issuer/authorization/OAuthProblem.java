package org.amana.issuer.authorization;

import org.amana.core.problem.Problem;

/** Errors of RFC 6749 section 5.2 and RFC 6750 section 3.1; DPoP's own are {@link org.amana.core.jose.DpopProblem}. */
public sealed interface OAuthProblem extends Problem {
    /** A parameter is missing, repeated, unexpected or malformed. */
    record InvalidRequest(String detail) implements OAuthProblem {
        @Override
        public String code() {
            return "invalid_request";
        }
    }

    /** The code, or the transaction code, is wrong, used, expired or locked. */
    record InvalidGrant(String detail) implements OAuthProblem {
        @Override
        public String code() {
            return "invalid_grant";
        }
    }

    /** A client authentication was tried that we do not offer. */
    record InvalidClient(String detail) implements OAuthProblem {
        @Override
        public String code() {
            return "invalid_client";
        }
    }

    /** The access token is missing its form, expired, revoked, of another issuer, or bound to another key. */
    record InvalidToken(String detail) implements OAuthProblem {
        @Override
        public String code() {
            return "invalid_token";
        }
    }

    /** No access token came: RFC 6750 section 3.1 says to name no error then. */
    record MissingToken(String detail) implements OAuthProblem {
        @Override
        public String code() {
            return "missing_token";
        }
    }

    /** The token is good, but not for this credential. */
    record InsufficientScope(String detail) implements OAuthProblem {
        @Override
        public String code() {
            return "insufficient_scope";
        }
    }
}
