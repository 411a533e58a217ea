package org.amana.core.consent;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.ConsentState.Standing;

/**
 * Two keys to grant, one to take back: whether the decision of a person under age stands together with their guardian's.
 * The source says who is under age and whose mandate holds; the ledger says what both decided.
 */
final class GuardianRule {
    private GuardianRule() {}

    /**
     * Why the decision is not enough; empty when it is.
     *
     * @param consent the person's own, which covers the order
     * @param guardian how the record stands that the order names as the guardian's; empty where it names none
     */
    static Optional<DenyReason> denial(ConsentState consent, Optional<ConsentState> guardian, PermitOrder order,
                                       Instant now) {
        if (consent.law().isPresent()) {
            return Optional.empty(); // nobody was asked
        }
        boolean isWithGuardian = Representation.isWithGuardian(consent.representation());
        Optional<PersonsAge> age = order.age();
        if (age.filter(PersonsAge.OfAge.class::isInstance).isPresent()) {
            return isWithGuardian ? Optional.of(DenyReason.SUSPENDED) : Optional.empty();
        }
        if (age.isEmpty() && !isWithGuardian) {
            return Optional.empty();
        }
        return age.flatMap(PersonsAge::findGuardian)
                .map(named -> guardian.filter(found -> isBeside(found, consent, named))
                        .map(found -> denial(found, named, order, now))
                        .orElseGet(() -> Optional.of(DenyReason.GUARDIAN_MISSING)))
                .orElseGet(() -> Optional.of(DenyReason.GUARDIAN_MISSING));
    }

    /** About the same matter, by another key. */
    private static boolean isBeside(ConsentState guardian, ConsentState consent, PersonsAge.Guardian named) {
        return guardian.record().equals(named.record()) && guardian.requestHash().equals(named.request())
                && Representation.ward(guardian.representation()).equals(Optional.of(consent.requestHash()))
                && !guardian.relation().equals(consent.relation())
                && guardian.controller().equals(consent.controller()) && guardian.purpose().equals(consent.purpose())
                && guardian.source().equals(consent.source());
    }

    private static Optional<DenyReason> denial(ConsentState guardian, PersonsAge.Guardian named, PermitOrder order,
                                               Instant now) {
        if (guardian.standing() == Standing.WITHDRAWN || guardian.erasedIndex().isPresent()) {
            return Optional.of(DenyReason.GUARDIAN_WITHDRAWN);
        }
        if (guardian.standing() != Standing.GIVEN) {
            return Optional.of(DenyReason.GUARDIAN_MISSING);
        }
        if (!guardian.permitsAt(now) || !now.isBefore(named.until())) {
            return Optional.of(DenyReason.SUSPENDED);
        }
        return PermitRule.covers(guardian, order) ? Optional.empty() : Optional.of(DenyReason.WIDER_THAN_CONSENT);
    }
}
