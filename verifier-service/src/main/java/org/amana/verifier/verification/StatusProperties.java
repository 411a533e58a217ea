package org.amana.verifier.verification;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How status lists are kept.
 *
 * @param timeout for one fetch
 * @param timeToLive between fetches of a list that states no {@code ttl}
 * @param maxAge how long a list that states no {@code exp} serves when it cannot be fetched again
 * @param retryAfter pause after a fetch that failed
 * @param idle a list nobody needed for so long is not fetched ahead any more
 * @param maxLists lists kept in memory; the one unused for longest goes first
 * @param tick pause between looks for lists that are due
 */
@ConfigurationProperties("amana.verifier.status")
public record StatusProperties(@DefaultValue("PT5S") Duration timeout, @DefaultValue("PT12H") Duration timeToLive,
                               @DefaultValue("PT24H") Duration maxAge, @DefaultValue("PT10S") Duration retryAfter,
                               @DefaultValue("P1D") Duration idle, @DefaultValue("256") int maxLists,
                               @DefaultValue("PT1S") Duration tick) {
    public StatusProperties {
        if (!Stream.of(timeout, timeToLive, maxAge, retryAfter, idle, tick).allMatch(Duration::isPositive)
                || maxLists < 1)
            throw new IllegalArgumentException("amana.verifier.status: times and numbers are positive");
    }
}
