package org.amana.wallet.issuance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an issuance goes on: either keys are wanted from the browser, or cards came.
 *
 * @param count how many keys
 * @param aud   audience of the key proofs: the issuer's identifier
 * @param nonce of the key proofs; absent where the issuer has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AcceptView(@Nullable Integer count, @Nullable String aud, @Nullable String nonce,
                         @Nullable List<Received> credentials, @Nullable AcceptView more) {

    static AcceptView keysWanted(int count, String aud, @Nullable String nonce) {
        return new AcceptView(count, aud, nonce, null, null);
    }

    static AcceptView received(List<Received> cards, @Nullable AcceptView more) {
        return new AcceptView(null, null, null, List.copyOf(cards), more);
    }

    /** A card that was stored; {@code type} is the {@code vct}. */
    public record Received(String id, String type, String name) {}
}
