package org.amana.wallet.presentation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an approval goes on. Shapes: package documentation. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalView(@Nullable Boolean shared, @Nullable String receipt,
                           @JsonProperty("redirect_uri") @Nullable String redirectUri,
                           @JsonProperty("event_signing_input") @Nullable String eventSigningInput,
                           @Nullable List<Presentation> presentations) {

    static ApprovalView done(String receipt, @Nullable String redirectUri) {
        return new ApprovalView(true, receipt, redirectUri, null, null);
    }

    static ApprovalView refused(@Nullable String redirectUri) {
        return new ApprovalView(false, null, redirectUri, null, null);
    }

    static ApprovalView signEvent(String signingInput, List<String> kids) {
        return new ApprovalView(null, null, null, signingInput,
                kids.stream().map(kid -> new Presentation(kid, null, null, null)).toList());
    }

    static ApprovalView signPresentations(String receipt, List<Presentation> presentations) {
        return new ApprovalView(null, receipt, null, null, presentations);
    }

    /**
     * What one key signs; before the entry is committed only which key it will be.
     *
     * @param issuerJwt   the issuer-signed part, for the browser to compute {@code sd_hash}
     * @param disclosures exactly those that go out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Presentation(String kid, @JsonProperty("signing_input") @Nullable String signingInput,
                               @JsonProperty("issuer_jwt") @Nullable String issuerJwt,
                               @Nullable List<String> disclosures) {

        @Override
        public String toString() {
            return "Presentation[…]";
        }
    }
}
