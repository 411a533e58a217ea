package org.amana.ledger.register;

import java.time.Instant;
import java.util.Optional;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.log.Participant;
import org.amana.ledger.log.Submission;
import org.amana.ledger.staff.StaffId;
import tools.jackson.databind.node.ObjectNode;

/** What may change the register. */
sealed interface RegisterSubmission extends Submission {
    @Override
    default Optional<Idempotency> idempotency() {
        return Optional.empty();
    }

    /** An imported document that may be a new version. */
    record Candidate(EntryKey entry, ObjectNode document, Participant participant) implements RegisterSubmission {}

    /**
     * A proposal.
     *
     * @param staff who proposed it, as the log says it
     */
    record Proposing(Proposal proposal, StaffId staff, Participant participant) implements RegisterSubmission {}

    /**
     * A decision on a proposal.
     *
     * @param by user name
     * @param staff the same, as the log says it
     */
    record Deciding(ProposalId proposal, Proposal.Outcome outcome, String by, StaffId staff, Instant at,
                    Participant participant)
            implements
                RegisterSubmission {}

    /** The first import is over. */
    record Opening(Instant at, Participant participant) implements RegisterSubmission {}
}
