package org.amana.verifier.exchange.consent;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.register.CredentialCategory;

/**
 * What a clerk wants of another authority.
 *
 * @param intendedUse registered, resting on consent
 * @param source identifier of the authority
 * @param categories none for all that the intended use allows
 * @param every absent for once
 * @param withGuardian the person is under age; a guardian has to agree as well
 */
public record ExchangeQuestion(String intendedUse, String source, List<CredentialCategory> categories, Instant until,
                               Optional<Period> every, boolean withGuardian) {
    public ExchangeQuestion {
        categories = List.copyOf(categories);
    }
}
