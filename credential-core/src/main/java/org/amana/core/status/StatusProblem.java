package org.amana.core.status;

import org.amana.core.problem.Problem;

/**
 * Why the status of a credential stays unknown; every one of them refuses the presentation (fail
 * closed, draft-ietf-oauth-status-list-20 section 8.3). The codes are reasons of a verdict.
 */
public sealed interface StatusProblem extends Problem {
    /** {@code exp} has passed (section 8.3 step 4b). */
    record TokenExpired(String detail) implements StatusProblem {
        @Override
        public String code() {
            return "status_token_expired";
        }
    }

    /** {@code sub} is not the {@code uri} of the credential (section 8.3 step 4a): a list of somebody else. */
    record SubMismatch(String detail) implements StatusProblem {
        @Override
        public String code() {
            return "status_sub_mismatch";
        }
    }

    /** {@code typ} is not {@code statuslist+jwt} (section 5.1). */
    record BadTyp(String detail) implements StatusProblem {
        @Override
        public String code() {
            return "status_bad_typ";
        }
    }

    /** No chain, a chain to nowhere, or a signature that does not match (section 11.3). */
    record Untrusted(String detail) implements StatusProblem {
        @Override
        public String code() {
            return "status_untrusted";
        }
    }

    /** {@code idx} is no number of an entry of the list (section 8.3 step 6). */
    record BadIndex(String detail) implements StatusProblem {
        @Override
        public String code() {
            return "status_idx";
        }
    }

    /** {@code bits} is not 1, 2, 4 or 8 (section 4.2). */
    record BadBits(String detail) implements StatusProblem {
        @Override
        public String code() {
            return "status_bad_bits";
        }
    }

    /** {@code lst} is not base64url of a zlib stream (section 4.1), or inflates beyond the limit (section 11.1). */
    record BadList(String detail) implements StatusProblem {
        @Override
        public String code() {
            return "status_bad_lst";
        }
    }

    /** Not a status list token, or not a status claim, at all. */
    record Malformed(String detail) implements StatusProblem {
        @Override
        public String code() {
            return "status_malformed";
        }
    }

    /** The list could not be fetched and no valid copy is at hand (section 11.4). */
    record Unreachable(String detail) implements StatusProblem {
        @Override
        public String code() {
            return "status_unreachable";
        }
    }
}
