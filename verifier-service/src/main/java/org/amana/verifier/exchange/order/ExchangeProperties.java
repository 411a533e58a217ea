package org.amana.verifier.exchange.order;

import java.time.Duration;
import org.amana.core.consent.Emergency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Times of fetching data from other authorities.
 *
 * @param runEvery pause between looks for orders that are due
 * @param settleEvery pause between rounds of telling the ledger what became of permits
 * @param forksEvery pause between rounds of asking the node's ledger which logs it holds a proof against
 * @param timeout for one answer of a source, which asks its ledger and its register meanwhile
 * @param firstPause before the second try; doubled for each further one
 * @param longestPause between two tries
 * @param shortest least time between asking the person and the end of the exchange, so that a source that is down for a
 *        day does not end it
 * @param reviewWithin time for the data protection officer to review an access in an emergency; at most 72 hours
 */
@ConfigurationProperties("amana.verifier.exchange")
public record ExchangeProperties(@DefaultValue("PT5S") Duration runEvery, @DefaultValue("PT1S") Duration settleEvery,
                                 @DefaultValue("PT30S") Duration forksEvery,
                                 @DefaultValue("PT30S") Duration timeout, @DefaultValue("PT15S") Duration firstPause,
                                 @DefaultValue("PT1H") Duration longestPause,
                                 @DefaultValue("P2D") Duration shortest,
                                 @DefaultValue("PT72H") Duration reviewWithin) {
    public ExchangeProperties {
        if (!runEvery.isPositive() || !settleEvery.isPositive() || !forksEvery.isPositive() || !timeout.isPositive()
                || !firstPause.isPositive()
                || longestPause.compareTo(firstPause) < 0 || shortest.isNegative())
            throw new IllegalArgumentException("amana.verifier.exchange: times are positive, the longest pause is not"
                    + " shorter than the first");
        if (reviewWithin.toSeconds() < 1 || reviewWithin.compareTo(Emergency.LONGEST_REVIEW) > 0)
            throw new IllegalArgumentException("amana.verifier.exchange: a review is within "
                    + Emergency.LONGEST_REVIEW.toHours() + " hours");
    }

    /** An instance that has not concluded by then is taken for dead. */
    public Duration lease() {
        return timeout.multipliedBy(2).plusMinutes(1);
    }

    /** Before the next try, after that many in a row. */
    public Duration pause(int attempts) {
        Duration pause = firstPause;
        for (int doubled = 1; doubled < attempts && pause.compareTo(longestPause) < 0; doubled++)
            pause = pause.multipliedBy(2);
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
