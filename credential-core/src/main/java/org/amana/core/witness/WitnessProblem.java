package org.amana.core.witness;

import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;

/** What a witness, a policy or a proof of a fork cannot be made from. */
public sealed interface WitnessProblem extends Problem {
    /** Text that is not a policy (C2SP tlog-policy, "Policy file syntax and structure"). */
    record MalformedPolicy(String detail) implements WitnessProblem {
        @Override
        public String code() {
            return "malformed_policy";
        }
    }

    /** Not the body of a request for a cosignature (C2SP tlog-witness, "add-checkpoint"). */
    record MalformedRequest(String detail) implements WitnessProblem {
        @Override
        public String code() {
            return "malformed_witness_request";
        }
    }

    /** Not a proof of a fork, or one that proves nothing. */
    record MalformedForkProof(String detail) implements WitnessProblem {
        @Override
        public String code() {
            return "malformed_fork_proof";
        }
    }

    /** A tile the log should publish is not there. */
    record MissingTile(String path) implements WitnessProblem {
        @Override
        public String code() {
            return "missing_file";
        }

        @Override
        public String detail() {
            return path + " is missing";
        }
    }

    static ProblemException malformedPolicy(String detail) {
        return new ProblemException(new MalformedPolicy(detail));
    }

    static ProblemException malformedRequest(String detail) {
        return new ProblemException(new MalformedRequest(detail));
    }

    static ProblemException malformedForkProof(String detail) {
        return new ProblemException(new MalformedForkProof(detail));
    }
}
