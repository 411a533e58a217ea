package org.amana.wallet.inbox;

import org.amana.wallet.problem.WalletProblem;

/** Why an office cannot be given an address. */
public sealed interface InboxProblem extends WalletProblem {

    @Override
    default int status() {
        return 422;
    }

    /** The wallet has given out as many as it may. */
    record TooMany() implements InboxProblem {
        @Override
        public String code() {
            return "inbox_too_many";
        }

        @Override
        public String detail() {
            return "expected fewer offices that may write";
        }
    }

    /** The official list names no place where this office takes addresses. */
    record NotTaken() implements InboxProblem {
        @Override
        public String code() {
            return "inbox_not_taken";
        }

        @Override
        public String detail() {
            return "expected an office of the official list";
        }
    }
}
