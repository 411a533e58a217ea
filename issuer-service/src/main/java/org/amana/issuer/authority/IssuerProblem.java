package org.amana.issuer.authority;

import org.amana.core.problem.Problem;

/** What a member of staff, or a caller outside the OAuth endpoints, did wrong; RFC 9457 on the wire. */
public sealed interface IssuerProblem extends Problem {
    /** No such row, or it belongs to another authority: the two look the same from outside. */
    record NotFound(String what) implements IssuerProblem {
        @Override
        public String code() {
            return "not_found";
        }

        @Override
        public String detail() {
            return "there is no such " + what;
        }
    }

    /** The input of a form or request breaks a rule that the detail names. */
    record InvalidInput(String detail) implements IssuerProblem {
        @Override
        public String code() {
            return "invalid_input";
        }
    }

    /** The thing is in a state in which this cannot be done. */
    record Conflict(String detail) implements IssuerProblem {
        @Override
        public String code() {
            return "conflict";
        }
    }
}
