package org.amana.core.consent;

import org.amana.core.problem.Problem;

/** Why an event cannot follow what is there ({@link ConsentLife}). */
public sealed interface LifeProblem extends Problem {
    /** The record was decided before. */
    record AlreadyDecided(String detail) implements LifeProblem {
        @Override
        public String code() {
            return "already_decided";
        }
    }

    /** There is no such record for this key. */
    record UnknownRecord() implements LifeProblem {
        @Override
        public String code() {
            return "unknown_record";
        }

        @Override
        public String detail() {
            return "no such record";
        }
    }

    /** What is to be renewed, withdrawn or confirmed does not stand so. */
    record WrongState(String detail) implements LifeProblem {
        @Override
        public String code() {
            return "wrong_state";
        }
    }

    /** Who opened an access in an emergency reviews it. */
    record SamePerson() implements LifeProblem {
        @Override
        public String code() {
            return "same_person";
        }

        @Override
        public String detail() {
            return "who opened an access does not review it";
        }
    }

    /** Controller, purpose or request are not those of the record. */
    record AnotherMatter(String detail) implements LifeProblem {
        @Override
        public String code() {
            return "not_as_registered";
        }
    }
}
