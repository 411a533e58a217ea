package org.amana.wallet.issuance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An offer in the holder's language. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OfferView(@JsonProperty("issuance_id") String issuanceId, Issuer issuer, List<Offered> credentials,
                        @JsonProperty("tx_code") @Nullable TxCode txCode,
                        @JsonProperty("can_accept") boolean canAccept) {

    /** Who offers; {@code trusted} when the trust list lets it issue every type offered. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Issuer(String id, String name, @Nullable String country, boolean trusted) {}

    /** What is offered; {@code type} is the {@code vct}. */
    public record Offered(@JsonProperty("configuration_id") String configurationId, String type, String name) {}

    /** The code the office gave apart from the offer; foreign text in {@code description}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TxCode(@Nullable Integer length, @JsonProperty("input_mode") String inputMode,
                         @Nullable String description) {}
}
