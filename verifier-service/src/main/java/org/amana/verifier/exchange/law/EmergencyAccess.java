package org.amana.verifier.exchange.law;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.EmergencyReason;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.verifier.exchange.order.ExchangeId;
import org.amana.verifier.organisation.OrganisationId;

/**
 * An access for vital interests, and where its review stands.
 *
 * @param reason the clerk's words, with the salt of what the entry is bound to
 * @param openedBy user name of the clerk, who does not review it
 * @param reviewBy from then on nothing more is sent until it is reviewed
 * @param review as it was signed; absent before
 * @param reviewedAt when the ledger took the review; absent while it has not
 * @param lift of what was not justified, as it was signed: other emergencies may be opened again; absent before
 * @param liftedAt when the ledger took that; absent while it has not
 */
public record EmergencyAccess(OrganisationId organisation, RecordId record, RequestHash requestHash, ExchangeId order,
                              EmergencyReason reason, String openedBy, Instant openedAt, Instant reviewBy,
                              Optional<AccessReview> review, Optional<Instant> reviewedAt, Optional<AccessReview> lift,
                              Optional<Instant> liftedAt) {
    /** True while no other emergency of the kind is permitted because of it. */
    public boolean isToLift() {
        return reviewedAt.isPresent() && !review.map(AccessReview::justified).orElse(true) && liftedAt.isEmpty();
    }

    /** True when the time is over and the ledger has no review. */
    public boolean isOverdue(Instant now) {
        return reviewedAt.isEmpty() && !now.isBefore(reviewBy);
    }
}
