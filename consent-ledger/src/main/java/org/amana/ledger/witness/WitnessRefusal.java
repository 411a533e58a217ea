package org.amana.ledger.witness;

import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;

/** Why a checkpoint was not cosigned, or is not there (C2SP tlog-witness). */
sealed interface WitnessRefusal extends Problem {
    /** The checkpoint origin is unknown. */
    record UnknownLog() implements WitnessRefusal {
        @Override
        public String code() {
            return "unknown_log";
        }

        @Override
        public String detail() {
            return "this node does not witness that log";
        }
    }

    /** A signature of a trusted key is missing or does not verify. */
    record NotSigned(String detail) implements WitnessRefusal {
        @Override
        public String code() {
            return "not_signed_by_the_log";
        }
    }

    /** The old size must be equal to or lower than the checkpoint size. */
    record OldSizeTooLarge() implements WitnessRefusal {
        @Override
        public String code() {
            return "old_size_too_large";
        }

        @Override
        public String detail() {
            return "the old size is at most that of the checkpoint";
        }
    }

    /** The checkpoint is not shown to continue the one that was cosigned last. */
    record NotConsistent(String detail) implements WitnessRefusal {
        @Override
        public String code() {
            return "not_consistent";
        }
    }

    /** The log showed two histories: no statement that its checkpoints agree would be true any more. */
    record LogForked() implements WitnessRefusal {
        @Override
        public String code() {
            return "log_forked";
        }

        @Override
        public String detail() {
            return "this log signed checkpoints that cannot both be true; the proof is at /v1/forks";
        }
    }

    /** Too many requests at once. */
    record Busy() implements WitnessRefusal {
        @Override
        public String code() {
            return "witness_busy";
        }

        @Override
        public String detail() {
            return "too many checkpoints are being checked; try again shortly";
        }
    }

    /** There is no such checkpoint or proof. */
    record NotThere(String detail) implements WitnessRefusal {
        @Override
        public String code() {
            return "not_witnessed";
        }
    }

    static ProblemException notConsistent(String detail) {
        return new ProblemException(new NotConsistent(detail));
    }
}
