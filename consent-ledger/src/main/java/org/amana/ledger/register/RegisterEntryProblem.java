package org.amana.ledger.register;

import org.amana.core.problem.Problem;

/** Why the register does not have, or does not take, an entry. */
public sealed interface RegisterEntryProblem extends Problem {
    /** No party or intended use of that id. */
    record Unknown(String detail) implements RegisterEntryProblem {
        @Override
        public String code() {
            return "not_registered";
        }
    }

    /** The newest version already says exactly this. */
    record Unchanged() implements RegisterEntryProblem {
        @Override
        public String code() {
            return "unchanged";
        }

        @Override
        public String detail() {
            return "the entry stands as it is";
        }
    }

    /** The document contradicts the register, such as an intended use of a party that is not in it. */
    record Contradiction(String detail) implements RegisterEntryProblem {
        @Override
        public String code() {
            return "register_contradiction";
        }
    }
}
