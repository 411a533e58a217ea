package org.amana.wallet.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consent in the holder's language.
 *
 * @param state {@code given}, {@code refused}, {@code withdrawn}; {@code ended} when its time is over; {@code in_doubt}
 *                while the ledger cannot know that it stands, since it lost entries: nothing is permitted by it then
 * @param canForget nothing about the recipient is under way, so the ledger can forget it
 * @param erasure {@code none} while it stands, then {@code asked}, {@code overdue} after a month, {@code confirmed};
 *                {@code unknown} while the ledger does not answer
 * @param receipt id; absent for a refusal whose entry the ledger has not taken yet
 * @param delivery where an authority sends the data
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentView(String record, Recipient recipient, String purpose,
                          @JsonProperty("legal_basis") List<String> legalBasis, @Nullable String retention,
                          List<Card> cards, Instant at,
                          String state, @JsonProperty("can_withdraw") boolean canWithdraw,
                          @JsonProperty("can_forget") boolean canForget, String erasure,
                          @JsonProperty("erased_at") @Nullable Instant erasedAt,
                          @Nullable String receipt, @Nullable Delivery delivery) {

    /** Who may use the data while the consent stands. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Recipient(String name, String identifier, @Nullable String country,
                            @JsonProperty("erasure_contact") @Nullable String erasureContact) {}

    /**
     * Who sends the data, until when and how often.
     *
     * @param every ISO 8601 period; absent for once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Delivery(String source, String identifier, @Nullable String country, Instant until,
                           @Nullable String every) {}

    /** A type with the labels of claims. */
    public record Card(String vct, String name, List<String> claims) {}
}
