package org.amana.ledger.audit;

import java.util.List;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.json.StrictJson;
import org.amana.core.register.CredentialCategory;

/** Reads an event that the ledger verified when it appended it; whether it is still the same, the tree tells. */
final class StoredEvent {
    private StoredEvent() {}

    /** Names of what was decided on, never values. */
    static List<CredentialCategory> categories(byte[] event) {
        return CredentialCategory
                .parseAll(StrictJson.parseObject(event, UnverifiedEvent.MAX_BYTES).path("categories"));
    }
}
