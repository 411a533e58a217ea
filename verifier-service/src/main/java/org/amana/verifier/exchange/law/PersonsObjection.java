package org.amana.verifier.exchange.law;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.rights.RightsClock;
import org.amana.verifier.organisation.OrganisationId;

/**
 * What a person objects to, and where the answer stands.
 *
 * @param words the person's own, if they said why
 * @param dueAt a month later (GDPR Art. 12(3))
 * @param upheld how it was answered; absent before
 * @param answeredAt when the ledger took the answer, or said that it knows nothing of the access; absent before
 * @param forgotten it knew nothing any more: nobody reads the answer there
 * @param log of the ledger that keeps the access and takes the answer; absent for the node's own
 */
public record PersonsObjection(OrganisationId organisation, RecordId record, RequestHash requestHash,
                               Optional<String> words, Instant objectedAt, Instant dueAt, Optional<Boolean> upheld,
                               Optional<Instant> answeredAt, boolean forgotten, Optional<String> log) {
    /** The month of Art. 12(3), in days as for every right. */
    public RightsClock clock() {
        return RightsClock.of(objectedAt, answeredAt);
    }

    /** True when the month is over and nothing was answered. */
    public boolean isOverdue(Instant now) {
        return clock().stateAt(now) == RightsClock.State.OVERDUE;
    }
}
