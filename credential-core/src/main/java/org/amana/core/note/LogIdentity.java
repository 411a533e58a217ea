package org.amana.core.note;

import java.util.List;

/**
 * The log somebody decided to rely on: the first line its checkpoints must have and the keys that
 * may sign them.
 */
public record LogIdentity(String origin, List<VerifierKey> keys) {
    public LogIdentity {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a log without keys can be relied on for nothing");
        }
        keys = List.copyOf(keys);
    }

    /** The usual case: the key's name is the log's origin (C2SP tlog-checkpoint, "Signatures"). */
    public static LogIdentity of(VerifierKey key) {
        return new LogIdentity(key.name(), List.of(key));
    }

    /**
     * The checkpoint in a signed note of this log.
     *
     * @throws org.amana.core.problem.ProblemException {@link NoteProblem.WrongOrigin}, {@link NoteProblem.BadSignature},
     *         {@link NoteProblem.MalformedCheckpoint}
     */
    public Checkpoint open(UnverifiedNote note) {
        // the origin is looked at first so that another log's receipt is called that, and not a forgery
        if (!note.claimedOrigin().equals(origin)) {
            throw new org.amana.core.problem.ProblemException(new NoteProblem.WrongOrigin(
                    "a checkpoint of " + origin + " was expected, found one of " + note.claimedOrigin()));
        }
        return Checkpoint.of(note.verify(keys), origin);
    }
}
