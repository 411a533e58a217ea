package org.amana.wallet.presentation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another office is to send, as a person sees it before deciding. Its members are those of the transaction data, in
 * their order, so that a browser can make the same bytes from what the page shows.
 *
 * @param credentialId id in the query of the card that shows who the person is at the source
 * @param until        nothing is sent from then on
 * @param every        ISO 8601 period; absent for once
 * @param guardian     {@code required} where a person under age is asked before their guardian
 * @param ward         where a guardian is asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExchangeScreen(@JsonProperty("credential_id") String credentialId, AskedSource source,
                             List<AskedData> sends,
                             Instant until, @Nullable String every, @Nullable String guardian,
                             @Nullable AskedWard ward) {

    public ExchangeScreen {
        sends = List.copyOf(sends);
    }

    /**
     * For whom a guardian is asked.
     *
     * @param requestHash what the person under age was asked
     * @param views       what they said
     */
    public record AskedWard(@JsonProperty("request_hash") String requestHash, String views) {}

    /** Who sends it, as the trust list names it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AskedSource(String identifier, String name, @Nullable String country) {}

    /** Claims of one type. */
    public record AskedData(String vct, String name, List<AskedClaim> claims) {}

    /** One claim, or everything below it. */
    public record AskedClaim(List<String> path, String label) {}
}
