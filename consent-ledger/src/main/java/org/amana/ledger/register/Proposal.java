package org.amana.ledger.register;

import java.time.Instant;
import java.util.Optional;

/**
 * A change of the register that was asked for.
 *
 * @param baseVersion newest version when it was proposed, 0 for a new entry; it takes effect on this one alone
 * @param retires true when the intended use is to take no new consents; the document is then the present one
 * @param document canonical JSON of the party or intended use
 * @param proposedBy user name, never on the log
 * @param decision what became of it
 */
record Proposal(ProposalId id, EntryKey entry, int baseVersion, boolean retires, String document, String proposedBy,
                Instant proposedAt, Optional<Decision> decision) {
    /** What may become of a proposal. */
    enum Outcome {
        APPROVED, REJECTED,
        /** By who proposed it. */
        WITHDRAWN
    }

    /** An outcome, by whom and when. */
    record Decision(Outcome outcome, String by, Instant at) {}

    boolean isBy(String username) {
        return proposedBy.equals(username);
    }
}
