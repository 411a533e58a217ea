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
 * @param outcome corrected, partly or refused
 * @param decisions what they decided about each claim; empty before the answer
 * @param canComplain there was no answer in time, or something was refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RectificationView(String id, String card, String authority, List<String> claims, String words,
                                @JsonProperty("asked_at") Instant askedAt,
                                @JsonProperty("last_day") @Nullable LocalDate lastDay,
                                @JsonProperty("days_left") @Nullable Long daysLeft, String state,
                                @Nullable String outcome, List<Decision> decisions,
                                @JsonProperty("answered_at") @Nullable Instant answeredAt,
                                @JsonProperty("can_complain") boolean canComplain) {

    /**
     * About one claim.
     *
     * @param claim its label
     * @param outcome corrected, or refused_ and the ground
     * @param reason in words of the office; absent where it was corrected
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Decision(String claim, String outcome, @Nullable String reason) {
        @Override
        public String toString() {
            return "Decision[" + outcome + "]";
        }
    }

    /** What a person wrote does not belong in logs. */
    @Override
    public String toString() {
        return "RectificationView[" + state + "]";
    }
}
