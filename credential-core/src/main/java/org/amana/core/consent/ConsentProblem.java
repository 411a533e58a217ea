package org.amana.core.consent;

import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;

/** An event, opening, receipt or signed message about a consent that is not accepted. */
public sealed interface ConsentProblem extends Problem {
    /** Not an event, or not its canonical bytes. */
    record MalformedEvent(String detail) implements ConsentProblem {
        @Override
        public String code() {
            return "malformed_event";
        }
    }

    /** The event is not signed by the key it names. */
    record BadActorSignature(String detail) implements ConsentProblem {
        @Override
        public String code() {
            return "bad_actor_signature";
        }
    }

    /** Not 33 bytes that begin with 0x01, or not a salt of 64 bytes. */
    record MalformedCommitment(String detail) implements ConsentProblem {
        @Override
        public String code() {
            return "malformed_commitment";
        }
    }

    /** Not a receipt. */
    record MalformedReceipt(String detail) implements ConsentProblem {
        @Override
        public String code() {
            return "malformed_receipt";
        }
    }

    /** Not a file of all that a person's wallet holds of the ledger. */
    record MalformedExport(String detail) implements ConsentProblem {
        @Override
        public String code() {
            return "malformed_export";
        }
    }

    /** A notice, confirmation or subject request with a wrong or missing claim, for somebody else, or too old. */
    record BadMessage(String detail) implements ConsentProblem {
        @Override
        public String code() {
            return "bad_message";
        }
    }

    static ProblemException malformedEvent(String detail) {
        return new ProblemException(new MalformedEvent(detail));
    }

    static ProblemException malformedCommitment(String detail) {
        return new ProblemException(new MalformedCommitment(detail));
    }

    static ProblemException malformedReceipt(String detail) {
        return new ProblemException(new MalformedReceipt(detail));
    }

    static ProblemException malformedExport(String detail) {
        return new ProblemException(new MalformedExport(detail));
    }

    static ProblemException badMessage(String detail) {
        return new ProblemException(new BadMessage(detail));
    }
}
