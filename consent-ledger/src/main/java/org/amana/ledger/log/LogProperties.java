package org.amana.ledger.log;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the log.
 *
 * @param origin name of the log, fixed when its key is made; by default the address of {@code /tlog} without scheme
 * @param queueCapacity entries that may wait; more are answered with 503, withdrawals never
 * @param maxBatch most entries of one transaction
 * @param answerTimeout how long a request waits for its entry to be durable
 * @param leaderLease how long a process that is not heard from keeps the lead over others on the same database; at
 *        least one second
 * @param mirror folder, best on another disk, in which a copy of the published log is kept up to date; a restored backup
 *        gets from it what it lacks
 * @param address where this process alone is reached by the others over the same database, such as
 *        {@code https://ledger-2.internal:8443}; while it leads they pass commands on to it, if their
 *        {@code amana.outbound.allowed-origins} lists it. By default its port on loopback where plain http is allowed
 *        there, elsewhere none
 */
@ConfigurationProperties("amana.ledger.log")
public record LogProperties(Optional<String> origin, @DefaultValue("10000") int queueCapacity,
                            @DefaultValue("1000") int maxBatch, @DefaultValue("20s") Duration answerTimeout,
                            @DefaultValue("2s") Duration leaderLease, @Nullable Path mirror, @Nullable URI address) {
    public LogProperties {
        if (queueCapacity < 1 || maxBatch < 1 || !answerTimeout.isPositive()) {
            throw new IllegalArgumentException("amana.ledger.log: capacity, batch and time-out are positive");
        }
        if (leaderLease.compareTo(Duration.ofSeconds(1)) < 0 || leaderLease.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("amana.ledger.log: the lease is one second to one minute");
        }
        if (address != null) {
            new LeaderAddress(address);
        }
    }

    /** The address for the others, when one is set. */
    Optional<LeaderAddress> ownAddress() {
        return Optional.ofNullable(address).map(LeaderAddress::new);
    }

    /** The folder of the copy, when one is set. A component of type {@code Optional<Path>} cannot be bound. */
    Optional<Path> mirrorFolder() {
        return Optional.ofNullable(mirror);
    }
}
