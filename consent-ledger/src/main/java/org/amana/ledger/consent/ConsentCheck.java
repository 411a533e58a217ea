package org.amana.ledger.consent;

import java.time.Instant;
import org.amana.core.consent.ConsentState;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record permits at a moment.
 *
 * @param standing how it stands in a word: what was given and has ended since is not said to be given
 * @param inForce false once it ended, was withdrawn or is in doubt, or the recipient confirmed the erasure
 */
record ConsentCheck(ConsentState state, String standing, boolean inForce) {
    /**
     * Judges it.
     *
     * @param isInDoubt a withdrawal may have been lost
     */
    static ConsentCheck of(ConsentState state, boolean isInDoubt, Instant now) {
        if (isInDoubt) {
            return new ConsentCheck(state, "UNKNOWN", false);
        }
        boolean permits = state.permitsAt(now);
        return new ConsentCheck(state, state.isInForce() && !permits ? "EXPIRED" : state.standing().name(), permits);
    }

    ObjectNode toJson() {
        ObjectNode json = StrictJson.object()
                .put("record", state.record().value())
                .put("purpose", state.purpose())
                .put("state", standing)
                .put("in_force", inForce)
                .put("index", state.standingIndex());
        state.validUntil().ifPresent(end -> json.put("valid_until", end.toString()));
        return json;
    }
}
