package org.amana.verifier.desk;

import org.amana.core.problem.Problem;

/** What the desk cannot do. */
public sealed interface DeskProblem extends Problem {

    /** No such organisation, check, receipt or poster here. */
    record NotFound(String what) implements DeskProblem {
        @Override
        public String code() {
            return "not_found";
        }

        @Override
        public String detail() {
            return "there is no such " + what;
        }
    }

    /** The intended use is not one this question can rest on. */
    record WrongUse(String detail) implements DeskProblem {
        @Override
        public String code() {
            return "wrong_intended_use";
        }
    }

    /** A member of the body is missing or of another type. */
    record WrongField(String field, String expected) implements DeskProblem {
        @Override
        public String code() {
            return "invalid_request";
        }

        @Override
        public String detail() {
            return field + ": " + expected;
        }
    }
}
