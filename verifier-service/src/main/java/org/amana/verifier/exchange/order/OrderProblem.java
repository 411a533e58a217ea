package org.amana.verifier.exchange.order;

import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;

/** Why an order cannot be opened or tried again. */
public sealed interface OrderProblem extends Problem {
    /** What is asked for, of whom, or for how long does not fit. */
    record Malformed(String detail) implements OrderProblem {
        @Override
        public String code() {
            return "bad_exchange_order";
        }
    }

    /** The intended use does not rest on consent, so nothing can be fetched by consent for it. */
    record NoConsent(String use) implements OrderProblem {
        @Override
        public String code() {
            return "wrong_intended_use";
        }

        @Override
        public String detail() {
            return "fetching data from another authority rests on consent, " + use + " does not";
        }
    }

    /** More is asked for than the intended use allows. */
    record OverAsking() implements OrderProblem {
        @Override
        public String code() {
            return "over_asking";
        }

        @Override
        public String detail() {
            return "more is asked for than the intended use allows";
        }
    }

    /** The trust list does not say that this authority issues what is asked for. */
    record UnknownSource() implements OrderProblem {
        @Override
        public String code() {
            return "unknown_source";
        }

        @Override
        public String detail() {
            return "the trust list names no such authority for this type of data";
        }
    }

    /** The trust list does not say which ledger keeps consents to what this authority is to release. */
    record UnknownLedger() implements OrderProblem {
        @Override
        public String code() {
            return "ledger_not_trusted";
        }

        @Override
        public String detail() {
            return "the trust list names no ledger for consents about this authority";
        }
    }

    /** The ledger that keeps consents about this authority showed two histories: nothing it says is believed. */
    record LogForked() implements OrderProblem {
        @Override
        public String code() {
            return "log_forked";
        }

        @Override
        public String detail() {
            return "the record of the ledger that keeps consents about this authority contradicts itself, so nothing"
                    + " new is asked of this authority; ask the person for the paper";
        }
    }

    /** Nothing that another try could change. */
    record NotRetriable() implements OrderProblem {
        @Override
        public String code() {
            return "not_retriable";
        }

        @Override
        public String detail() {
            return "the order is running or over; another try changes nothing";
        }
    }

    /** The person answered, or the question is over. */
    record NotCancellable() implements OrderProblem {
        @Override
        public String code() {
            return "not_cancellable";
        }

        @Override
        public String detail() {
            return "the person has answered, or the question is over; there is nothing to take back";
        }
    }

    /** Nobody disagrees about it, or it was settled before. */
    record NoDisagreement() implements OrderProblem {
        @Override
        public String code() {
            return "no_disagreement";
        }

        @Override
        public String detail() {
            return "person and guardian do not disagree about it, or somebody has seen to it before";
        }
    }

    /** Who opened an access in an emergency does not review it. */
    record SamePerson() implements OrderProblem {
        @Override
        public String code() {
            return "same_person";
        }

        @Override
        public String detail() {
            return "who opened this access does not review it; another officer does";
        }
    }

    /** The person gave no address, or took it back. */
    record NoInbox() implements OrderProblem {
        @Override
        public String code() {
            return "no_inbox";
        }

        @Override
        public String detail() {
            return "the person does not let you write to their wallet; show them a code";
        }
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(new Malformed(detail));
    }
}
