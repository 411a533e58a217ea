package org.amana.verifier.request;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Times of a check.
 *
 * @param lifetime how long a request can be answered; of a question about an exchange: how long a wallet can fetch it
 * @param matchTime how long name and picture wait for the employer's yes
 * @param keepFor how long answer and receipt of a closed check can be fetched again
 * @param answerFor how long a question about an exchange can be answered once a wallet has fetched it
 */
@ConfigurationProperties("amana.verifier.request")
public record RequestProperties(@DefaultValue("PT10M") Duration lifetime, @DefaultValue("PT10M") Duration matchTime,
                                @DefaultValue("P30D") Duration keepFor,
                                @DefaultValue("P14D") Duration answerFor) {
    public RequestProperties {
        if (!lifetime.isPositive() || !matchTime.isPositive() || !answerFor.isPositive() || keepFor.isNegative())
            throw new IllegalArgumentException("amana.verifier.request: times are positive");
    }
}
