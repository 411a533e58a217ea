package org.amana.verifier.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The clocks of what is kept.
 *
 * @param sweepEvery pause between looks for copies and checks whose time is over
 * @param confirmEvery pause between rounds of telling the ledger about erasures
 */
@ConfigurationProperties("amana.verifier.retention")
public record RetentionProperties(@DefaultValue("PT10S") Duration sweepEvery,
                                  @DefaultValue("PT1S") Duration confirmEvery) {
    public RetentionProperties {
        if (!sweepEvery.isPositive() || !confirmEvery.isPositive())
            throw new IllegalArgumentException("amana.verifier.retention: times are positive");
    }
}
