package org.amana.verifier.rights;

import org.amana.core.problem.Problem;

/** Why a request is not taken, or not answered. */
sealed interface RightsProblem extends Problem {

    /** It does not hold, or is for another organisation. */
    record BadRequest(String detail) implements RightsProblem {
        @Override
        public String code() {
            return "bad_request";
        }
    }

    /** No consent under this key: whoever signed may not ask. */
    record NotOwn() implements RightsProblem {
        @Override
        public String code() {
            return "not_own";
        }

        @Override
        public String detail() {
            return "the key that signed has given this organisation no consent under that record";
        }
    }

    /** Neither ledger nor register can be asked now; the same request may be sent again. */
    record CannotCheck(String detail) implements RightsProblem {
        @Override
        public String code() {
            return "cannot_check_now";
        }
    }

    /** It came before, or another about the same is not answered yet. */
    record AlreadyReceived() implements RightsProblem {
        @Override
        public String code() {
            return "already_received";
        }

        @Override
        public String detail() {
            return "this was asked before";
        }
    }

    /** There is no such request here. */
    record Unknown() implements RightsProblem {
        @Override
        public String code() {
            return "not_found";
        }

        @Override
        public String detail() {
            return "there is no such request";
        }
    }

    /** It has its answer. */
    record AlreadyAnswered() implements RightsProblem {
        @Override
        public String code() {
            return "already_answered";
        }

        @Override
        public String detail() {
            return "the request was answered before; an answer is not changed";
        }
    }
}
