package org.amana.verifier.retention;

import java.time.Instant;
import java.util.Optional;
import org.amana.verifier.organisation.OrganisationId;

/**
 * A diploma on file, or the trace that it was erased. What the diploma says is not in here.
 *
 * @param id our name for it
 * @param requestHash of the request the person agreed to
 * @param record of the consent in the ledger
 * @param erasedFor absent while kept
 * @param confirmed the ledger has acknowledged the erasure
 */
public record KeptDiploma(String id, OrganisationId organisation, String intendedUse, String requestHash,
                          String record, State state, Instant keptAt, Instant keptUntil, Optional<Instant> erasedAt,
                          Optional<Cause> erasedFor, boolean confirmed) {

    /** Whether the copy still exists. */
    public enum State {
        KEPT, ERASED
    }

    /** Why a copy was erased. */
    public enum Cause {
        WITHDRAWN, RETENTION_ENDED
    }
}
