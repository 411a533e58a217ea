package org.amana.ledger.consent;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How recipients are told of withdrawals.
 *
 * @param firstRetry pause after the first failure; doubles each time
 * @param maxRetry longest pause; a recipient that is down for days is still told
 * @param timeout for one attempt
 */
@ConfigurationProperties("amana.ledger.notices")
public record NoticeProperties(@DefaultValue("1s") Duration firstRetry, @DefaultValue("5m") Duration maxRetry,
                               @DefaultValue("5s") Duration timeout) {
    public NoticeProperties {
        if (!firstRetry.isPositive() || maxRetry.compareTo(firstRetry) < 0 || !timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "amana.ledger.notices: positive pauses, the longest not below the first");
        }
    }

    /** Pause after that many failures. */
    Duration pause(int attempts) {
        Duration pause = firstRetry.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 20));
        return pause.compareTo(maxRetry) > 0 ? maxRetry : pause;
    }
}
