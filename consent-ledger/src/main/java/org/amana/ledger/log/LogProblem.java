package org.amana.ledger.log;

import org.amana.core.problem.Problem;

/** Why an entry was not appended, or a part of the log is not there. */
public sealed interface LogProblem extends Problem {
    /** Nothing can be made durable now. Whether an entry got in is learnt by asking again with the same key. */
    record Unavailable(String detail) implements LogProblem {
        @Override
        public String code() {
            return "ledger_unavailable";
        }
    }

    /** Another process takes the entries; the same request will reach it, or this one once it does. */
    record NotLeading() implements LogProblem {
        @Override
        public String code() {
            return "not_leading";
        }

        @Override
        public String detail() {
            return "this process follows another one that takes the entries; send the same again, and it is reached";
        }
    }

    /** More waits than the queue takes. */
    record Full() implements LogProblem {
        @Override
        public String code() {
            return "ledger_full";
        }

        @Override
        public String detail() {
            return "too many entries are waiting; try again shortly";
        }
    }

    /** The idempotency key was used for another request. */
    record KeyReused() implements LogProblem {
        @Override
        public String code() {
            return "idempotency_key_reused";
        }

        @Override
        public String detail() {
            return "this idempotency key was used with another body";
        }
    }

    /** No usable {@code Idempotency-Key} header. */
    record KeyMissing() implements LogProblem {
        @Override
        public String code() {
            return "idempotency_key_missing";
        }

        @Override
        public String detail() {
            return "a header Idempotency-Key of 16 to 128 letters, digits, hyphens or underscores expected";
        }
    }

    /** No such tile, entry or size. */
    record NotFound(String detail) implements LogProblem {
        @Override
        public String code() {
            return "not_in_log";
        }
    }

    /**
     * The database does not hold what was signed: it was set back or changed. Signing it would fork the log.
     *
     * @param signed entries of the last tree that was signed
     * @param stored entries the database holds
     */
    record NotContinued(long signed, long stored) implements LogProblem {
        @Override
        public String code() {
            return "log_not_continued";
        }

        @Override
        public String detail() {
            return "the database's " + stored + " entries do not continue the " + signed + " that were signed";
        }
    }
}
