package org.amana.ledger.rights;

import org.amana.core.problem.Problem;

/** Why a request or an answer is not taken. Nothing is appended. */
sealed interface RightsProblem extends Problem {
    /** No consent to that party under this key: whoever signed may not ask. */
    record NotOwn() implements RightsProblem {
        @Override
        public String code() {
            return "not_own";
        }

        @Override
        public String detail() {
            return "the key has no consent to that party under that record";
        }
    }

    /** The time of what was signed is not now. */
    record WrongTime() implements RightsProblem {
        @Override
        public String code() {
            return "wrong_time";
        }

        @Override
        public String detail() {
            return "the time of a request or an answer is at most ten minutes from when the ledger takes it";
        }
    }

    /** There is no such request to this caller's parties. */
    record UnknownRequest() implements RightsProblem {
        @Override
        public String code() {
            return "unknown_request";
        }

        @Override
        public String detail() {
            return "no such request";
        }
    }

    /** The request has another answer, which stays. */
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

    /** The answer is not signed by the party that was asked. */
    record NotTheParty() implements RightsProblem {
        @Override
        public String code() {
            return "not_the_party";
        }

        @Override
        public String detail() {
            return "the answer is not signed by the party that was asked";
        }
    }
}
