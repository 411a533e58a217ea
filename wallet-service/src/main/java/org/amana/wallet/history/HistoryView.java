package org.amana.wallet.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry in the holder's language. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryView(String id, Instant at, String kind, @Nullable Party party, List<Card> cards,
                          @Nullable String purpose, @JsonProperty("legal_basis") List<String> legalBasis,
                          @JsonProperty("law_reference") @Nullable String lawReference, @Nullable String retention,
                          @Nullable String reason, boolean shared, @Nullable String receipt, @Nullable Long index,
                          @Nullable Party source, @Nullable String represented) {

    /** The other side. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Party(String name, String identifier, @Nullable String country, @Nullable String registrar,
                        @JsonProperty("erasure_contact") @Nullable String erasureContact,
                        @Nullable String supervisor) {}

    /** A type with the labels of claims. */
    public record Card(String vct, String name, List<String> claims) {}
}
