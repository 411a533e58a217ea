package org.amana.ledger.consent;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.PermitRule;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record permits at a moment.
 *
 * @param standing how it stands in a word: what was given and has ended since is not said to be given
 * @param denial why nothing is permitted by it now; empty while something may be
 */
record ConsentCheck(ConsentState state, String standing, Optional<DenyReason> denial) {
    /**
     * Judges it.
     *
     * @param isInDoubt a withdrawal may have been lost
     */
    static ConsentCheck of(ConsentState state, boolean isInDoubt, Instant now) {
        if (isInDoubt) {
            return new ConsentCheck(state, "UNKNOWN", Optional.of(DenyReason.IN_DOUBT));
        }
        Optional<DenyReason> denial = PermitRule.denial(state, now);
        return new ConsentCheck(state,
                state.isInForce() && denial.isPresent() ? "EXPIRED" : state.standing().name(), denial);
    }

    boolean inForce() {
        return denial.isEmpty();
    }

    ObjectNode toJson() {
        ObjectNode json = StrictJson.object()
                .put("record", state.record().value())
                .put("purpose", state.purpose())
                .put("state", standing)
                .put("in_force", inForce())
                .put("index", state.standingIndex());
        denial.ifPresent(reason -> json.put("reason", reason.code()));
        state.validUntil().ifPresent(end -> json.put("valid_until", end.toString()));
        return json;
    }
}
