package org.amana.support.ledger;

import org.amana.core.problem.Problem;

/** Why the ledger gave no entry. Whatever the case: nothing may be released. */
public sealed interface LedgerProblem extends Problem {
    /** No answer, or one that says it cannot work now. The same call may be repeated with its idempotency key. */
    record Unavailable(String detail) implements LedgerProblem {
        @Override
        public String code() {
            return "ledger_unavailable";
        }
    }

    /**
     * The ledger does not accept this; repeating it changes nothing.
     *
     * @param status HTTP status, 400 to 499
     * @param reason the ledger's machine word
     */
    record Refused(int status, String reason, String detail) implements LedgerProblem {
        @Override
        public String code() {
            return "ledger_refused";
        }
    }

    /** The answer is not what the ledger's API says. */
    record UnexpectedAnswer(String detail) implements LedgerProblem {
        @Override
        public String code() {
            return "ledger_unexpected_answer";
        }
    }

    /**
     * The ledger that would have to be asked is not one that the trust list names, or this service has no name there.
     * Nothing was sent.
     */
    record NotTrusted(String detail) implements LedgerProblem {
        @Override
        public String code() {
            return "ledger_not_trusted";
        }
    }
}
