package org.amana.core.note;

import java.util.List;
import org.amana.core.problem.Finding;

/** What the check of a whole log came to. */
public sealed interface LogVerdict {
    /** Every entry hashes to its leaf, every tile follows from the ones below, the root is the signed one. */
    record Intact(Checkpoint checkpoint) implements LogVerdict {}

    /**
     * Something does not follow: {@code wrong_origin}, {@code bad_note_signature}, {@code malformed_checkpoint},
     * {@code missing_file}, {@code malformed_tile}, {@code entry_mismatch}, {@code tile_mismatch}, {@code root_mismatch}.
     */
    record Broken(List<Finding> findings) implements LogVerdict {
        public Broken {
            findings = List.copyOf(findings);
        }
    }
}
