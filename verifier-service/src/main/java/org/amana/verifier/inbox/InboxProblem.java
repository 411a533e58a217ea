package org.amana.verifier.inbox;

import org.amana.core.problem.Problem;

/** Why an address is not taken. */
public sealed interface InboxProblem extends Problem {

    /** No such organisation. */
    record Unknown() implements InboxProblem {
        @Override
        public String code() {
            return "not_found";
        }

        @Override
        public String detail() {
            return "there is no such organisation";
        }
    }

    /** No exchange under this key: whoever signed has nothing to do with it. */
    record NotOwn() implements InboxProblem {
        @Override
        public String code() {
            return "not_own";
        }

        @Override
        public String detail() {
            return "the key that signed has agreed to no exchange of this organisation under that record";
        }
    }

    /** Neither ledger nor register can be asked now; the same message may be sent again. */
    record CannotCheck(String detail) implements InboxProblem {
        @Override
        public String code() {
            return "cannot_check_now";
        }
    }
}
