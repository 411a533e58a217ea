package org.amana.issuer.permit;

import java.util.List;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.register.CredentialCategory;
import org.amana.issuer.authority.Authority;

/**
 * What a permit is asked for.
 *
 * @param requester id of the party in the register
 * @param purpose id of its intended use
 */
public record Wanted(Authority authority, RecordId record, RequestHash requestHash, String requester, String purpose,
                     List<CredentialCategory> categories) {
    public Wanted {
        categories = List.copyOf(categories);
    }
}
