package org.amana.wallet.consent;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.amana.core.consent.ConsentReceipt;
import tools.jackson.databind.JsonNode;

/**
 * How a decision about somebody under age stands together with the other one, in the ledger's words.
 *
 * <pre>
 * of the person: "state":"GIVEN","guardian":{"state":"GIVEN","valid_until":"2027-05-22T00:00:00Z"}
 * or:            "state":"SUSPENDED","suspended_at":"2027-05-22T00:00:00Z"
 * of a guardian: "state":"GIVEN","ward":{"state":"GIVEN","entries":[{"index":9,"kind":"PERMIT","receipt":{…}}]}
 * </pre>
 *
 * @param state    of the record itself
 * @param guardian of the guardian's record; empty while there is none
 * @param until    end of the guardian's
 * @param ward     of the record of the person under age
 * @param suspendedAt since when it waits, or of a guardian's, since when that of the person does
 * @param wards    what was permitted, denied and delivered under that, without any receipt that does not hold
 */
record Beside(String state, Optional<String> guardian, Optional<Instant> until, Optional<String> ward,
              Optional<Instant> suspendedAt, List<ConsentReceipt> wards) {
    /** The state of a record that waits for the word of somebody who came of age. */
    static final String SUSPENDED = "SUSPENDED";

    Beside {
        wards = List.copyOf(wards);
    }

    /**
     * Reads one record of the ledger's answer; members that are missing or of another form are unknown.
     *
     * @param proven the receipt, where it holds
     */
    static Beside read(JsonNode record, Function<JsonNode, Optional<ConsentReceipt>> proven) {
        JsonNode ward = record.path("ward");
        List<ConsentReceipt> wards = new ArrayList<>();
        ward.path("entries").forEach(entry -> proven.apply(entry.path("receipt")).ifPresent(wards::add));
        return new Beside(record.path("state").asString(""), text(record.path("guardian").path("state")),
                text(record.path("guardian").path("valid_until")).flatMap(Beside::instant), text(ward.path("state")),
                text(record.path("suspended_at")).or(() -> text(ward.path("suspended_at"))).flatMap(Beside::instant),
                wards);
    }

    boolean isSuspended() {
        return state.equals(SUSPENDED);
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(value.asString("")).filter(text -> !text.isEmpty());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
