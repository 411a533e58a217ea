package org.amana.verifier.desk;

import java.time.Instant;
import org.amana.core.consent.AccessReview;
import org.amana.verifier.exchange.law.EmergencyAccess;
import org.jspecify.annotations.Nullable;

/**
 * An access in an emergency as the officer's page shows it.
 *
 * @param state OPEN, OVERDUE, SENDING, JUSTIFIED, NOT_JUSTIFIED or LIFTED
 * @param tone a class of the style sheet
 * @param reason the clerk's words
 * @param open true while it can be reviewed
 * @param toLift other emergencies of the kind wait until this is lifted
 * @param own the officer opened it, so another one reviews it
 * @param words of the review
 */
record ReviewView(String record, String state, String tone, String order, String reason, String openedBy,
                  Instant openedAt, Instant reviewBy, boolean open, boolean toLift, boolean own, @Nullable String words,
                  @Nullable Instant reviewedAt) {
    static ReviewView of(EmergencyAccess access, Officer officer, Instant now) {
        String state = state(access, now);
        return new ReviewView(access.record().value(), state, switch (state) {
            case "OVERDUE", "SENDING", "NOT_JUSTIFIED" -> "revoked";
            case "OPEN" -> "suspended";
            default -> "";
        }, access.order().value(), access.reason().words(), access.openedBy(), access.openedAt(), access.reviewBy(),
                access.reviewedAt().isEmpty(), access.isToLift(), access.openedBy().equals(officer.name()),
                access.review().map(AccessReview::words).orElse(null), access.reviewedAt().orElse(null));
    }

    static String state(EmergencyAccess access, Instant now) {
        if (access.liftedAt().isPresent())
            return "LIFTED";
        if (access.reviewedAt().isPresent())
            return access.review().filter(AccessReview::justified).isPresent() ? "JUSTIFIED" : "NOT_JUSTIFIED";
        if (access.isOverdue(now))
            return "OVERDUE";
        return access.review().isPresent() ? "SENDING" : "OPEN";
    }
}
