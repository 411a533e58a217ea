package org.amana.ledger.consent;

import java.time.Instant;
import org.amana.core.consent.ConsentState;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record permits at a moment.
 *
 * @param inForce false once it ended, was withdrawn, or the recipient confirmed the erasure
 */
record ConsentCheck(ConsentState state, boolean inForce) {
    static ConsentCheck of(ConsentState state, Instant now) {
        return new ConsentCheck(state, state.permitsAt(now));
    }

    ObjectNode toJson() {
        ObjectNode json = StrictJson.object()
                .put("record", state.record().value())
                .put("purpose", state.purpose())
                .put("state", state.standing().name())
                .put("in_force", inForce)
                .put("index", state.standingIndex());
        state.validUntil().ifPresent(end -> json.put("valid_until", end.toString()));
        return json;
    }
}
