package org.amana.issuer.permit;

import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.register.CredentialCategory;
import org.amana.issuer.authority.Authority;

/**
 * What a permit is asked for.
 *
 * @param requester id of the party in the register
 * @param purpose id of its intended use
 * @param every time between two deliveries, as the person was asked; absent for once
 * @param age what the order says of the person's age
 * @param law what the requester signed where nobody was asked ({@link org.amana.core.consent.LawfulAccess})
 */
public record Wanted(Authority authority, RecordId record, RequestHash requestHash, String requester, String purpose,
                     List<CredentialCategory> categories, Optional<Period> every, Optional<PersonsAge> age,
                     Optional<String> law) {
    public Wanted {
        categories = List.copyOf(categories);
    }

}
