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

    /** The intended use takes no new consents. */
    record Retired() implements RegisterEntryProblem {
        @Override
        public String code() {
            return "retired";
        }

        @Override
        public String detail() {
            return "the intended use was retired";
        }
    }

    /** An import after the first one, where two people decide. */
    record ImportIsOver() implements RegisterEntryProblem {
        @Override
        public String code() {
            return "import_is_over";
        }

        @Override
        public String detail() {
            return "the register is open: propose the change at its desk, where another person approves it";
        }
    }

    /** The entry has another version than the one the proposal changes. */
    record Stale() implements RegisterEntryProblem {
        @Override
        public String code() {
            return "stale_version";
        }

        @Override
        public String detail() {
            return "the entry was changed since: look at it and propose again";
        }
    }

    /** Approved, rejected or withdrawn before. */
    record AlreadyDecided() implements RegisterEntryProblem {
        @Override
        public String code() {
            return "already_decided";
        }

        @Override
        public String detail() {
            return "this proposal was decided before";
        }
    }

    /** Who proposed it cannot decide on it. */
    record SamePerson() implements RegisterEntryProblem {
        @Override
        public String code() {
            return "same_person";
        }

        @Override
        public String detail() {
            return "another person decides on what you proposed";
        }
    }

    /** Only who proposed it takes it back. */
    record NotTheProposer() implements RegisterEntryProblem {
        @Override
        public String code() {
            return "not_the_proposer";
        }

        @Override
        public String detail() {
            return "only who proposed it can take it back";
        }
    }
}
