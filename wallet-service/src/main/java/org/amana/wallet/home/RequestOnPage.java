package org.amana.wallet.home;

import java.time.Instant;
import java.util.List;
import org.amana.wallet.presentation.RequestScreen;
import org.jspecify.annotations.Nullable;

/**
 * A request as its page tells it, in the order who, why, what, what not.
 *
 * @param nature what a yes rests on where it is no consent: {@code law}, {@code public} (a public task) or {@code unknown}
 * @param keep how long they keep it, as a sentence
 * @param explicit codes of cautions that the person must pass by an act of their own
 * @param exchange where another office is to send something
 * @param answerUntil no answer is taken from then on; only where another office is to send something
 * @param shown JSON with everything the browser compares before it signs, apart from the cards
 */
record RequestOnPage(String requestId, RequestScreen.Who who, @Nullable String country, String purpose, boolean consent,
                     String nature,
                     String keep,
                     List<String> recipients, @Nullable String refusalConsequence, @Nullable String lawReference,
                     List<String> overAsking, List<String> warnings, List<String> explicit, boolean canAnswer,
                     List<Option> options, String shown, @Nullable ExchangeOnPage exchange,
                     @Nullable Instant answerUntil) {
    /**
     * One way to answer.
     *
     * @param portrait a picture would be shown, which is asked for by itself
     * @param cards JSON of the cards with their disclosures, for the browser to compare
     * @param own what a guardian sees of their own card; null for everybody else
     */
    record Option(String name, List<Row> what, List<String> notShown, boolean portrait, String cards,
                  @Nullable Own own) {
        @Override
        public String toString() {
            return "Option[…]";
        }
    }

    /** Which court gave the card, and what it hides from others. */
    record Own(String issuer, List<Row> what) {
        @Override
        public String toString() {
            return "Own[…]";
        }
    }

    @Override
    public String toString() {
        return "RequestOnPage[…]";
    }
}
