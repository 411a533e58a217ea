package org.amana.issuer.permit;

import java.util.OptionalLong;
import org.amana.core.consent.DenyReason;
import org.amana.core.problem.Problem;

/** Why nothing may leave. */
public sealed interface PermitProblem extends Problem {
    /**
     * The consent does not cover it; the code is that of the reason.
     *
     * @param entry index of the ledger's DENY; absent where it made none
     */
    record Denied(DenyReason reason, OptionalLong entry) implements PermitProblem {
        @Override
        public String code() {
            return reason.code();
        }

        @Override
        public String detail() {
            return "the person's consent does not cover this release: " + reason.code();
        }
    }

    /** The ledger cannot be asked, or what it says cannot be believed. */
    record LedgerUnavailable(String detail) implements PermitProblem {
        @Override
        public String code() {
            return "ledger_unavailable";
        }
    }

    /** So many orders under one consent in an hour are not asked of the ledger: each would be an entry for the person. */
    record TooManyOrders() implements PermitProblem {
        @Override
        public String code() {
            return "too_many_orders";
        }

        @Override
        public String detail() {
            return "too many requests under this consent within the hour; ask again later";
        }
    }

    /** The fetch would begin after the permit ended. */
    record TooLate() implements PermitProblem {
        @Override
        public String code() {
            return "permit_expired";
        }

        @Override
        public String detail() {
            return "the permit came too late to begin; ask again";
        }
    }
}
