package org.amana.core.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.ConsentState.Standing;

/**
 * Whether a consent, or the law an office named, covers a release. The ledger decides by these rules, and whoever has
 * the openings of its entries finds with them a permit that should not have been given.
 */
public final class PermitRule {
    /** The source begins to fetch within this time of its permit, or takes another. */
    public static final Duration LIFETIME = Duration.ofSeconds(5);

    private PermitRule() {}

    /**
     * Why the release is not covered; empty when it is.
     *
     * @param consent how the record stands at the place of the permit in the log
     * @param guardian how the record stands there that the order names as the guardian's
     */
    public static Optional<DenyReason> denial(ConsentState consent, Optional<ConsentState> guardian, PermitOrder order,
                                              Instant now) {
        return denial(consent, order, now).or(() -> GuardianRule.denial(consent, guardian, order, now));
    }

    private static Optional<DenyReason> denial(ConsentState consent, PermitOrder order, Instant now) {
        Optional<DenyReason> standing = standing(consent, now)
                .or(() -> Representation.ward(consent.representation()).map(_ -> DenyReason.NOT_GIVEN))
                .or(() -> ended(consent, now));
        if (standing.isPresent()) {
            return standing;
        }
        if (!consent.controller().equals(order.requester())) {
            return Optional.of(DenyReason.OTHER_REQUESTER);
        }
        if (!consent.purpose().equals(order.purpose())) {
            return Optional.of(DenyReason.OTHER_PURPOSE);
        }
        if (!consent.requestHash().equals(order.requestHash())) {
            return Optional.of(DenyReason.OTHER_REQUEST);
        }
        if (!consent.source().equals(Optional.of(order.source()))) {
            return Optional.of(DenyReason.OTHER_SOURCE);
        }
        return covers(consent, order) ? Optional.empty() : Optional.of(DenyReason.WIDER_THAN_CONSENT);
    }

    /** Why a record permits nothing now, whatever is asked for under it; empty while it may permit something. */
    public static Optional<DenyReason> denial(ConsentState record, Instant now) {
        return standing(record, now).or(() -> ended(record, now));
    }

    static boolean covers(ConsentState consent, PermitOrder order) {
        return order.categories()
                .stream()
                .allMatch(asked -> consent.categories().stream().anyMatch(given -> given.covers(asked)));
    }

    private static Optional<DenyReason> standing(ConsentState consent, Instant now) {
        if (consent.standing() == Standing.WITHDRAWN) {
            return Optional.of(DenyReason.WITHDRAWN);
        }
        if (consent.standing() == Standing.OBJECTED || consent.standing() == Standing.UPHELD) {
            return Optional.of(DenyReason.OBJECTED);
        }
        if (consent.review().filter(review -> !review.justified()).isPresent()) {
            return Optional.of(DenyReason.NOT_JUSTIFIED);
        }
        if (consent.isReviewOverdue(now)) {
            return Optional.of(DenyReason.NOT_REVIEWED);
        }
        return consent.standing().permits() ? Optional.empty() : Optional.of(DenyReason.NOT_GIVEN);
    }

    private static Optional<DenyReason> ended(ConsentState consent, Instant now) {
        if (consent.erasedIndex().isPresent()) {
            return Optional.of(DenyReason.ERASED);
        }
        return consent.permitsAt(now) ? Optional.empty() : Optional.of(DenyReason.EXPIRED);
    }
}
