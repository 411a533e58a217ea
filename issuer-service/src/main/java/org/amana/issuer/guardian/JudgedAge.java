package org.amana.issuer.guardian;

import java.util.Optional;
import org.amana.core.consent.PersonsAge;

/**
 * What an office says of a person's age in its order, and by which mandate.
 *
 * @param told absent of somebody of age who was not asked as under age, and where nothing is known of either
 * @param mandate to be remembered for later deliveries; present only where a guardian is named
 */
public record JudgedAge(Optional<PersonsAge> told, Optional<CheckedMandate> mandate) {
    static final JudgedAge UNKNOWN = new JudgedAge(Optional.empty(), Optional.empty());

    static JudgedAge of(PersonsAge age) {
        return new JudgedAge(Optional.of(age), Optional.empty());
    }
}
