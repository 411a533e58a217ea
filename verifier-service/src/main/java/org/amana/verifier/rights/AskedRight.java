package org.amana.verifier.rights;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.rights.RightsClock;
import org.amana.core.rights.RightsOutcome;
import org.amana.verifier.organisation.OrganisationId;

/**
 * A person's request at this organisation.
 *
 * @param id digest of the signed request
 * @param record of the consent
 * @param log name of the log that has it
 * @param askedAt when it became an entry; the month runs from there
 * @param told the ledger has the answer, so the person can read it
 */
public record AskedRight(String id, OrganisationId organisation, String record, String requestHash, String log,
                         Instant askedAt,
                         Optional<RightsOutcome> outcome, Optional<Instant> answeredAt, boolean told) {

    public RightsClock clock() {
        return RightsClock.of(askedAt, answeredAt);
    }
}
