package org.amana.verifier.exchange.law;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.register.CredentialCategory;
import org.amana.verifier.exchange.order.ExchangeOrder;

/**
 * What a clerk wants of another authority without asking the person.
 *
 * @param intendedUse registered, resting on a law
 * @param known an exchange that the person agreed to: it says whom this is about, and who is to send
 * @param categories none for all that the intended use allows
 * @param every absent for once
 * @param reason why somebody could not wait, in plain words; of a use for emergencies, and of no other
 */
public record LawfulQuestion(String intendedUse, ExchangeOrder known, List<CredentialCategory> categories,
                             Instant until, Optional<Period> every, Optional<String> reason) {
    public LawfulQuestion {
        categories = List.copyOf(categories);
    }
}
