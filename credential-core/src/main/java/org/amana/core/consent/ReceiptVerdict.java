package org.amana.core.consent;

import java.util.List;
import org.amana.core.note.Checkpoint;
import org.amana.core.problem.Finding;

/** What an offline check of a receipt came to. */
public sealed interface ReceiptVerdict {
    /**
     * The event is signed and in the log.
     *
     * @param index of the entry
     * @param checkpoint the log's own signed statement that covers it
     */
    record Verified(SignedEvent event, long index, Checkpoint checkpoint) implements ReceiptVerdict {}

    /**
     * It does not hold; all reasons in the order they were checked: {@code malformed_event}, {@code bad_actor_signature},
     * {@code commitment_mismatch}, {@code wrong_origin}, {@code bad_note_signature}, {@code bad_inclusion}.
     */
    record Rejected(List<Finding> findings) implements ReceiptVerdict {
        public Rejected {
            findings = List.copyOf(findings);
        }
    }
}
