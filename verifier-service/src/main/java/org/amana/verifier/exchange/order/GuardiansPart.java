package org.amana.verifier.exchange.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The guardian's part of an order about somebody under age: they are asked after the person, by a check of their own.
 *
 * @param personsRelation key by which the person decided; the guardian decides by another
 * @param checkId absent until the person said yes
 * @param takenAt when the guardian's wallet took the question
 * @param consent absent until the guardian agreed
 * @param mandate what their card said; absent until then
 */
public record GuardiansPart(Optional<String> personsRelation, Optional<String> checkId, Optional<Instant> takenAt,
                            Optional<ExchangeOrder.Consent> consent, Optional<Mandate> mandate) {
    /** Nobody has answered yet. */
    public static GuardiansPart open() {
        return new GuardiansPart(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /**
     * The card by which they are a guardian.
     *
     * @param issuer identifier of the authority that appointed them
     * @param until first day on which it no longer holds; absent where it names none
     */
    public record Mandate(String issuer, Optional<LocalDate> until) {}
}
