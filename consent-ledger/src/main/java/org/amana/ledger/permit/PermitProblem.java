package org.amana.ledger.permit;

import java.time.Duration;
import org.amana.core.problem.Problem;

/** Why an order or an outcome is not taken. Nothing is appended. */
sealed interface PermitProblem extends Problem {
    /** The order does not come from the authority it names. */
    record NotTheSource(String detail) implements PermitProblem {
        @Override
        public String code() {
            return "not_the_source";
        }
    }

    /** The time of what was signed is not now. */
    record WrongTime(String detail) implements PermitProblem {
        static WrongTime ofOrder(Duration atMost) {
            return new WrongTime("an order is at most " + atMost.toSeconds() + " seconds old; sign another");
        }

        static WrongTime ofOutcome() {
            return new WrongTime("an outcome is not told before it happens");
        }

        @Override
        public String code() {
            return "wrong_time";
        }
    }

    /** The log has more entries than its operator allows that no quorum of witnesses has cosigned; try again later. */
    record NotWitnessed() implements PermitProblem {
        @Override
        public String code() {
            return "not_witnessed";
        }

        @Override
        public String detail() {
            return "witnesses have not cosigned this log, so it permits nothing now";
        }
    }

    /** There is no such permit for this caller. */
    record UnknownPermit() implements PermitProblem {
        @Override
        public String code() {
            return "unknown_permit";
        }

        @Override
        public String detail() {
            return "no such permit";
        }
    }

    /** The outcome is of something else than the permit it is sent to. */
    record AnotherPermit(String detail) implements PermitProblem {
        @Override
        public String code() {
            return "another_permit";
        }
    }

    /** Whoever tells it is not the side that can know. */
    record NotAParty(String detail) implements PermitProblem {
        @Override
        public String code() {
            return "not_a_party";
        }
    }
}
