package org.amana.ledger.audit;

import org.amana.core.problem.Problem;

/** Why a question of the data protection officer has no answer. */
sealed interface AuditProblem extends Problem {
    /** HTTP status of each: the question has to be another. */
    int STATUS = 400;

    /** The time begins after its end, is too long, or lies outside the calendar. */
    record BadTime(String detail) implements AuditProblem {
        @Override
        public String code() {
            return "bad_time";
        }
    }

    /** No purpose or recipient of that id is registered. */
    record NotRegistered(String detail) implements AuditProblem {
        @Override
        public String code() {
            return "not_registered";
        }
    }

    /** More records than one file holds. */
    record TooMany(String detail) implements AuditProblem {
        @Override
        public String code() {
            return "too_many";
        }
    }
}
