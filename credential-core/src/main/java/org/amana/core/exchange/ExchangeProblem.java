package org.amana.core.exchange;

import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;

/** A message of an exchange that is not accepted. */
public sealed interface ExchangeProblem extends Problem {
    /** Not the terms of an exchange, or not their canonical form. */
    record MalformedTerms(String detail) implements ExchangeProblem {
        @Override
        public String code() {
            return "malformed_exchange_terms";
        }
    }

    /** The request for a release, or what it encloses, does not hold. */
    record BadReleaseRequest(String detail) implements ExchangeProblem {
        @Override
        public String code() {
            return "bad_release_request";
        }
    }

    /** What was released does not hold, or came without the proof of its permit. */
    record BadRelease(String detail) implements ExchangeProblem {
        @Override
        public String code() {
            return "bad_release";
        }
    }

    /** A message of a topic that does not hold: an order, an answer, or the key of a source. */
    record BadOrder(String detail) implements ExchangeProblem {
        @Override
        public String code() {
            return "bad_order";
        }
    }

    static ProblemException malformedTerms(String detail) {
        return new ProblemException(new MalformedTerms(detail));
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(new BadReleaseRequest(detail));
    }

    static ProblemException badRelease(String detail) {
        return new ProblemException(new BadRelease(detail));
    }

    static ProblemException badOrder(String detail) {
        return new ProblemException(new BadOrder(detail));
    }

    /** The same refusal, said of a message of a topic. */
    static ProblemException badOrder(String what, ProblemException e) {
        return e.problem() instanceof BadOrder
                ? e
                : new ProblemException(new BadOrder(what + " does not hold: " + e.problem().detail()), e);
    }
}
