package org.amana.ledger.log;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the log.
 *
 * @param origin name of the log, fixed when its key is made; by default the address of {@code /tlog} without scheme
 * @param queueCapacity entries that may wait; more are answered with 503, withdrawals never
 * @param maxBatch most entries of one transaction
 * @param answerTimeout how long a request waits for its entry to be durable
 */
@ConfigurationProperties("amana.ledger.log")
public record LogProperties(Optional<String> origin, @DefaultValue("10000") int queueCapacity,
                            @DefaultValue("1000") int maxBatch, @DefaultValue("20s") Duration answerTimeout) {
    public LogProperties {
        if (queueCapacity < 1 || maxBatch < 1 || !answerTimeout.isPositive()) {
            throw new IllegalArgumentException("amana.ledger.log: capacity, batch and time-out are positive");
        }
    }
}
