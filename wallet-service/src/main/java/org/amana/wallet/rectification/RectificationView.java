package org.amana.wallet.rectification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request in the holder's language.
 *
 * @param card name of the card
 * @param authority its name
 * @param claims labels of what is held wrong
 * @param words the person's own; may be empty
 * @param lastDay on which an answer is in time; absent before the authority has it
 * @param daysLeft to that day; negative when it is over
 * @param state undelivered, not_taken, running, soon, overdue, answered, answered_late
 * @param outcome corrected, partly, or refused_ and the ground
 * @param canComplain there was no answer in time, or a refusal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RectificationView(String id, String card, String authority, List<String> claims, String words,
                                @JsonProperty("asked_at") Instant askedAt,
                                @JsonProperty("last_day") @Nullable LocalDate lastDay,
                                @JsonProperty("days_left") @Nullable Long daysLeft, String state,
                                @Nullable String outcome,
                                @JsonProperty("answered_at") @Nullable Instant answeredAt,
                                @JsonProperty("can_complain") boolean canComplain) {

    /** What a person wrote does not belong in logs. */
    @Override
    public String toString() {
        return "RectificationView[" + state + "]";
    }
}
