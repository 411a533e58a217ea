package org.amana.verifier.retention;

import org.amana.core.problem.Problem;

/** Why a notice cannot be believed; what else can be wrong with one is the core's to say. */
sealed interface NoticeProblem extends Problem {

    /** The trust list names no ledger whose notices could be believed. */
    record NoLedger() implements NoticeProblem {
        @Override
        public String code() {
            return "no_trusted_ledger";
        }

        @Override
        public String detail() {
            return "the trust list names no ledger";
        }
    }
}
