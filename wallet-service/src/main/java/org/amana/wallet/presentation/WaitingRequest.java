package org.amana.wallet.presentation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.amana.wallet.history.PartyNote;
import org.jspecify.annotations.Nullable;

/**
 * A request whose answer was put off, or a question that only this wallet can answer.
 *
 * @param party who asks
 * @param until no answer is taken from then on
 */
public record WaitingRequest(@JsonProperty("request_id") String requestId, String party, String purpose,
                             Instant until) {

    static Optional<WaitingRequest> of(PendingRequest pending, Locale language) {
        PendingRequest.@Nullable Deferral deferral = pending.deferral();
        if (deferral == null) {
            return Optional.ofNullable(pending.question())
                    .map(question -> new WaitingRequest(pending.id(), question.party().name(language),
                            PartyNote.in(question.purpose().text(), language), question.until()));
        }
        return Optional.of(new WaitingRequest(pending.id(), deferral.party().name(language),
                PartyNote.in(deferral.purpose().text(), language), deferral.until()));
    }
}
