package org.amana.ledger.hold;

import org.amana.core.problem.Problem;

/** Why a hold is not set or lifted. Nothing is appended. */
public sealed interface HoldProblem extends Problem {
    /** The order is incomplete. */
    record BadOrder(String detail) implements HoldProblem {
        @Override
        public String code() {
            return "bad_hold";
        }
    }

    /** There is no such record, or nothing is kept of it any more. */
    record NothingKept() implements HoldProblem {
        @Override
        public String code() {
            return "nothing_kept";
        }

        @Override
        public String detail() {
            return "The ledger keeps nothing under this record.";
        }
    }

    /** There is no such hold, or it was lifted before. */
    record NoSuchHold() implements HoldProblem {
        @Override
        public String code() {
            return "no_such_hold";
        }

        @Override
        public String detail() {
            return "There is no such hold, or it was lifted before.";
        }
    }
}
