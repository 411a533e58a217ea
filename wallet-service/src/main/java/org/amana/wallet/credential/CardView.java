package org.amana.wallet.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.amana.wallet.type.ShownClaim;
import org.jspecify.annotations.Nullable;

/**
 * A card in the holder's language.
 *
 * @param type the {@code vct}
 * @param kids keys of the copies that are left, for a browser to see whether it holds them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CardView(String id, String type, String name, Issuer issuer, String state, List<ShownClaim> claims,
                       @JsonProperty("copies_left") long copiesLeft, Instant received, @Nullable Instant expires,
                       List<String> kids) {

    /** Who issued it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Issuer(String id, String name, @Nullable String country) {}

    /** Values of people do not belong in logs. */
    @Override
    public String toString() {
        return "CardView[…]";
    }
}
