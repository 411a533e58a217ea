package org.amana.core.note;

import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;

/** Text that is not what the C2SP note specifications describe, or a note nobody we trust has signed. */
public sealed interface NoteProblem extends Problem {
    /** Not a signed note (C2SP signed-note, "Format"). */
    record MalformedNote(String detail) implements NoteProblem {
        @Override
        public String code() {
            return "malformed_note";
        }
    }

    /** Not a verifier or signer key, or of a type we do not use. */
    record MalformedKey(String detail) implements NoteProblem {
        @Override
        public String code() {
            return "malformed_note_key";
        }
    }

    /** No signature by a known key, or one by a known key that does not verify (C2SP signed-note, "Signatures"). */
    record BadSignature(String detail) implements NoteProblem {
        @Override
        public String code() {
            return "bad_note_signature";
        }
    }

    /** Signed by some of the log's keys, and not by all of them. */
    record MissingSignature(String detail) implements NoteProblem {
        @Override
        public String code() {
            return "missing_note_signature";
        }
    }

    /** Signed text that is not a checkpoint (C2SP tlog-checkpoint, "Note text"). */
    record MalformedCheckpoint(String detail) implements NoteProblem {
        @Override
        public String code() {
            return "malformed_checkpoint";
        }
    }

    /** A checkpoint of another log. */
    record WrongOrigin(String detail) implements NoteProblem {
        @Override
        public String code() {
            return "wrong_origin";
        }
    }

    /** Text that is not a proof (C2SP tlog-proof, "Format"). */
    record MalformedProof(String detail) implements NoteProblem {
        @Override
        public String code() {
            return "malformed_proof";
        }
    }

    static ProblemException malformedNote(String detail) {
        return new ProblemException(new MalformedNote(detail));
    }

    static ProblemException malformedKey(String detail) {
        return new ProblemException(new MalformedKey(detail));
    }

    static ProblemException malformedCheckpoint(String detail) {
        return new ProblemException(new MalformedCheckpoint(detail));
    }

    static ProblemException malformedProof(String detail) {
        return new ProblemException(new MalformedProof(detail));
    }
}
