package org.amana.core.witness;

import java.util.List;
import org.amana.core.problem.Problem;

/** Why a policy does not believe a checkpoint. */
public sealed interface PolicyProblem extends Problem {
    /** The policy lists no log of this origin. */
    record UnknownLog(String origin) implements PolicyProblem {
        @Override
        public String code() {
            return "unknown_log";
        }

        @Override
        public String detail() {
            return "the policy lists no log named " + origin;
        }
    }

    /**
     * Too few of the witnesses, or the wrong ones.
     *
     * @param cosigned names of those who did
     */
    record QuorumNotMet(List<String> cosigned) implements PolicyProblem {
        public QuorumNotMet {
            cosigned = List.copyOf(cosigned);
        }

        @Override
        public String code() {
            return "quorum_not_met";
        }

        @Override
        public String detail() {
            return cosigned.isEmpty()
                    ? "no witness the policy knows has cosigned"
                    : "the quorum is not met; cosigned by " + String.join(", ", cosigned);
        }
    }
}
