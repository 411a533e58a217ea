package org.amana.wallet.presentation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.amana.wallet.type.ShownClaim;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees before deciding, in their language. Shape: package documentation.
 *
 * @param answerUntil where an exchange is asked for: no answer is taken from then on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestScreen(@JsonProperty("request_id") String requestId, Who who, @Nullable Why why,
                            List<Option> options, @JsonProperty("over_asking") List<String> overAsking,
                            List<Warning> warnings,
                            List<String> explicit, @JsonProperty("can_answer") boolean canAnswer, String audience,
                            String nonce,
                            String notice, Event event, @Nullable ExchangeScreen exchange,
                            @JsonProperty("answer_until") @Nullable Instant answerUntil) {

    /**
     * What the event of an approval says, for the browser to compare before it signs. Members that differ from option to
     * option (categories) or are elsewhere on the screen (notice, purpose text) are left out.
     *
     * @param controller  id of the party in the register; for an unregistered one its identifier
     * @param purpose     id of the intended use
     * @param purposeText the text whose hash the event carries
     * @param language    BCP 47 tag of the notice
     */
    public record Event(String controller, String purpose, @JsonProperty("purpose_text") String purposeText,
                        @JsonProperty("legal_basis") List<String> legalBasis, boolean withdrawable,
                        @JsonProperty("request_hash") String requestHash, String language) {}

    /** Who asks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Who(String name, @Nullable String country, String identifier, boolean registered,
                      @Nullable String registrar, @JsonProperty("first_time") boolean firstTime,
                      @JsonProperty("last_time") @Nullable Instant lastTime) {}

    /** Why they ask. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Why(String purpose, @JsonProperty("legal_basis") List<String> legalBasis,
                      @JsonProperty("law_reference") @Nullable String lawReference, String retention,
                      boolean withdrawable,
                      boolean consent, @JsonProperty("refusal_consequence") String refusalConsequence,
                      List<String> recipients) {}

    /**
     * One way to answer; the first members are those of its first card.
     *
     * @param own where a guardian is asked, what tells this card from others
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Option(@JsonProperty("credential_id") String credentialId, String type, String name,
                         List<ShownClaim> what, @JsonProperty("not_shown") List<String> notShown,
                         List<OptionCard> cards, @Nullable Own own) {

        @Override
        public String toString() {
            return "Option[…]";
        }
    }

    /**
     * What a guardian sees of their own card, and nobody else: which court, and what the card hides from others.
     *
     * @param issuer name of who gave the card
     */
    public record Own(String issuer, List<ShownClaim> what) {

        @Override
        public String toString() {
            return "Own[…]";
        }
    }

    /**
     * One card of an option.
     *
     * @param reused no fresh copy is left: this one was seen by somebody before
     */
    public record OptionCard(@JsonProperty("credential_id") String credentialId, String type, String name, String state,
                             @JsonProperty("copies_left") long copiesLeft, boolean reused, List<Disclosed> disclosed) {

        @Override
        public String toString() {
            return "OptionCard[…]";
        }
    }

    /** A disclosure as it goes out; {@code value} is canonical JSON (RFC 8785), for the browser to compare. */
    public record Disclosed(String name, String value) {

        @Override
        public String toString() {
            return "Disclosed[" + name + "]";
        }
    }

    /** Something to be careful about. */
    public record Warning(String code, String text) {}
}
