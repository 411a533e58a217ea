package org.amana.wallet.rights;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A request in the holder's language.
 *
 * @param lastDay on which an answer is in time
 * @param daysLeft to that day; negative when it is over
 * @param delivered the party has it; if not, it is brought again
 * @param state running, soon, overdue, answered, answered_late
 * @param outcome erased, or refused_ and the ground
 * @param canComplain there was no answer in time, or a refusal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RightView(String id, String wish, String record, Party party, String purpose,
                        @JsonProperty("asked_at") Instant askedAt, @JsonProperty("last_day") LocalDate lastDay,
                        @JsonProperty("days_left") long daysLeft, boolean delivered, String state,
                        @Nullable String outcome, @JsonProperty("answered_at") @Nullable Instant answeredAt,
                        @JsonProperty("can_complain") boolean canComplain, @Nullable Supervisor supervisor) {

    /** Who was asked. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Party(String name, String identifier,
                        @JsonProperty("erasure_contact") @Nullable String erasureContact) {}

    /** The data protection authority one may complain to. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Supervisor(String name, @Nullable String uri, @Nullable String email, @Nullable String phone) {}
}
