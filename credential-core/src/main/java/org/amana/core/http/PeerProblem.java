package org.amana.core.http;

import org.amana.core.problem.Problem;

/** Why a peer gave no usable answer. Details name the host, never the query. */
public sealed interface PeerProblem extends Problem {
    /** No connection, or it broke before the answer was complete. */
    record Unreachable(String detail) implements PeerProblem {
        @Override
        public String code() {
            return "peer_unreachable";
        }
    }

    /** We do not call this address: scheme, address range or redirect is not allowed. */
    record Refused(String detail) implements PeerProblem {
        @Override
        public String code() {
            return "peer_refused";
        }
    }

    /** The answer is larger than the question allowed. */
    record TooLarge(String detail) implements PeerProblem {
        @Override
        public String code() {
            return "peer_answer_too_large";
        }
    }

    /** No complete answer within the question's time. */
    record TimedOut(String detail) implements PeerProblem {
        @Override
        public String code() {
            return "peer_timed_out";
        }
    }

    /** The peer answered, but not with what its protocol says (status, media type, shape). */
    record UnexpectedAnswer(String detail) implements PeerProblem {
        @Override
        public String code() {
            return "peer_unexpected_answer";
        }
    }
}
