package org.amana.wallet.consent;

import java.util.List;
import org.amana.wallet.problem.WalletProblem;

/** No receipt, so no release. Nothing has been shared in any of these. */
public sealed interface LedgerFailure extends WalletProblem {

    /** The ledger does not answer. The entry keeps its key, so a later try makes no second one. */
    record LedgerDown(String detail) implements LedgerFailure {
        @Override
        public String code() {
            return "ledger_down";
        }

        @Override
        public int status() {
            return 503;
        }
    }

    /** The ledger answered with something else than a proof that holds, or refused the entry. */
    record LedgerUnproven(String detail) implements LedgerFailure {
        @Override
        public String code() {
            return "ledger_unproven";
        }

        @Override
        public int status() {
            return 502;
        }
    }

    /** The ledger that would keep it is not, or no more, one of those that this service trusts. Nothing was sent there. */
    record LedgerNotTrusted(String detail) implements LedgerFailure {
        @Override
        public String code() {
            return "ledger_not_trusted";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** A law demands that the ledger keep for now what the person wants forgotten. Nothing was erased. */
    record KeptByLaw(String detail) implements LedgerFailure {
        @Override
        public String code() {
            return "kept_by_law";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /**
     * The ledger understood the entry and did not take it: it differs from the register, or its time or place in the chain
     * does not fit.
     *
     * @param reason machine word of the ledger
     */
    record LedgerRefused(String reason, String detail) implements LedgerFailure {
        @Override
        public String code() {
            return "ledger_refused";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<String> findings() {
            return reason.matches("[a-z0-9_]{1,64}") ? List.of(reason) : List.of();
        }
    }
}
