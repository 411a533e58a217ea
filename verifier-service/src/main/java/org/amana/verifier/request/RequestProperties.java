package org.amana.verifier.request;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Times of a check.
 *
 * @param lifetime how long a request can be answered
 * @param matchTime how long name and picture wait for the employer's yes
 * @param keepFor how long answer and receipt of a closed check can be fetched again
 */
@ConfigurationProperties("amana.verifier.request")
public record RequestProperties(@DefaultValue("PT10M") Duration lifetime, @DefaultValue("PT10M") Duration matchTime,
                                @DefaultValue("P30D") Duration keepFor) {
    public RequestProperties {
        if (!lifetime.isPositive() || !matchTime.isPositive() || keepFor.isNegative())
            throw new IllegalArgumentException("amana.verifier.request: times are positive");
    }
}
