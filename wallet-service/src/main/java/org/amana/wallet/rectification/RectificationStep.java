package org.amana.wallet.rectification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What came of it: the request, or what the browser is to sign first. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RectificationStep(@Nullable RectificationView asked, @Nullable ToSign sign) {

    /**
     * For the browser.
     *
     * @param kid of the key that signs
     */
    public record ToSign(String id, String kid, @JsonProperty("signing_input") String signingInput) {
        @Override
        public String toString() {
            return "ToSign[" + id + "]";
        }
    }
}
