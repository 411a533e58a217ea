package org.amana.wallet.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consent in the holder's language.
 *
 * @param state {@code given}, {@code refused}, {@code withdrawn}; {@code suspended} while it waits for the
 *                word of somebody who came of age; {@code ended} when its time is over; {@code in_doubt}
 *                while the ledger cannot know that it stands, since it lost entries: nothing is permitted by it then
 * @param canForget nothing about the recipient is under way, so the ledger can forget it
 * @param erasure {@code none} while it stands, then {@code asked}, {@code overdue} after a month, {@code confirmed};
 *                {@code unknown} while the ledger does not answer
 * @param receipt id; absent for a refusal whose entry the ledger has not taken yet
 * @param delivery where an authority sends the data
 * @param guardian of a person under age who consented: how their guardian stands to it
 * @param ward     of a guardian who consented: for a person under age, and what was done under it
 * @param canReaffirm it waits for the word of somebody who came of age
 * @param waitsSince since when it waits so, or that of the person whom a guardian represents; absent where it does not,
 *                or nobody knows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConsentView(String record, Recipient recipient, String purpose,
                          @JsonProperty("legal_basis") List<String> legalBasis, @Nullable String retention,
                          List<Card> cards, Instant at,
                          String state, @JsonProperty("can_withdraw") boolean canWithdraw,
                          @JsonProperty("can_forget") boolean canForget, String erasure,
                          @JsonProperty("erased_at") @Nullable Instant erasedAt,
                          @Nullable String receipt, @Nullable Delivery delivery, @Nullable Guardian guardian,
                          @Nullable Ward ward, @JsonProperty("can_reaffirm") boolean canReaffirm,
                          @JsonProperty("suspended_at") @Nullable Instant waitsSince) {

    /** One that nobody represents anybody in; parameters as above. */
    public ConsentView(String record, Recipient recipient, String purpose, List<String> legalBasis,
            @Nullable String retention, List<Card> cards, Instant at, String state, boolean canWithdraw,
            boolean canForget, String erasure, @Nullable Instant erasedAt, @Nullable String receipt,
            @Nullable Delivery delivery) {
        this(record, recipient, purpose, legalBasis, retention, cards, at, state, canWithdraw, canForget, erasure,
                erasedAt, receipt, delivery, null, null, false, null);
    }

    /** The same with what a guardian has to do with it. */
    public ConsentView represented(@Nullable Guardian by, @Nullable Ward of, boolean reaffirmable,
                                   @Nullable Instant since) {
        return new ConsentView(record, recipient, purpose, legalBasis, retention, cards, at, state, canWithdraw,
                canForget, erasure, erasedAt, receipt, delivery, by, of, reaffirmable, since);
    }

    /**
     * How a guardian stands to it.
     *
     * @param state {@code waiting}, {@code agreed}, {@code refused}, {@code withdrawn}, {@code ended}; {@code unknown}
     *              while the ledger does not say
     * @param until end of what the guardian agreed to
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Guardian(String state, @Nullable Instant until) {}

    /**
     * For whom a guardian consented.
     *
     * @param who   name or case as the guardian's own card had it; absent where it had neither
     * @param state of that person's own decision: {@code given}, {@code waiting}, {@code refused}, {@code withdrawn},
     *              {@code suspended}, {@code unknown}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ward(@Nullable String who, String state, List<WardEntry> entries) {
        public Ward {
            entries = List.copyOf(entries);
        }

        /** A name does not belong in logs. */
        @Override
        public String toString() {
            return "Ward[" + state + "]";
        }
    }

    /** What was done under the decisions of both: {@code permit}, {@code deny} with its reason, {@code delivered}, {@code failed}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WardEntry(String kind, Instant at, long index, @Nullable String reason) {}

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
