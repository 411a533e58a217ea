package org.amana.issuer.source;

import org.amana.core.problem.Problem;

/** The office's register gave no row that could be used; codes are the reasons of FAILED entries. */
public sealed interface RegisterProblem extends Problem {
    /** No answer. */
    record Unavailable(String detail) implements RegisterProblem {
        @Override
        public String code() {
            return "register_unavailable";
        }
    }

    /** No whole answer in time. */
    record TimedOut() implements RegisterProblem {
        @Override
        public String code() {
            return "register_timed_out";
        }

        @Override
        public String detail() {
            return "the register did not answer in time";
        }
    }

    /** More than a row can be. */
    record TooLarge() implements RegisterProblem {
        @Override
        public String code() {
            return "register_answer_too_large";
        }

        @Override
        public String detail() {
            return "the register answered more than is taken from it";
        }
    }

    /** An answer that is no row, or none that the authority's types allow. */
    record Unreadable(String detail) implements RegisterProblem {
        @Override
        public String code() {
            return "register_answer_unreadable";
        }
    }

    /** The row of another person than the one asked for. */
    record OtherPerson() implements RegisterProblem {
        @Override
        public String code() {
            return "register_other_person";
        }

        @Override
        public String detail() {
            return "the register answered with another person's row";
        }
    }
}
