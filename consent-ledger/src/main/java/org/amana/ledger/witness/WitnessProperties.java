package org.amana.ledger.witness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of witnessing.
 *
 * @param policy C2SP tlog-policy file: its logs are cosigned and watched by this node, its witnesses are asked to
 *        cosign this node's log, its quorum says how many make a checkpoint a witnessed one; without a file there are
 *        none
 * @param name name of this node as a witness, fixed when its key is made; by default the address of {@code /witness}
 *        without scheme
 * @param interval pause between two rounds of asking; what is appended meanwhile goes into one checkpoint
 * @param firstRetry pause after a witness, or the tiles of a log, failed for the first time; doubles each time
 * @param maxRetry longest such pause
 * @param timeout for one request to a witness or to another log
 * @param mostUnwitnessed permits are given only while at most so many entries lack the cosignatures of the policy's
 *        quorum; without a number permits do not wait for witnesses
 */
@ConfigurationProperties("amana.ledger.witness")
public record WitnessProperties(@Nullable Path policy, Optional<String> name, @DefaultValue("1s") Duration interval,
                                @DefaultValue("2s") Duration firstRetry, @DefaultValue("5m") Duration maxRetry,
                                @DefaultValue("5s") Duration timeout, @Nullable Long mostUnwitnessed) {
    public WitnessProperties {
        if (!interval.isPositive() || !firstRetry.isPositive() || maxRetry.compareTo(firstRetry) < 0
                || !timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "amana.ledger.witness: positive pauses, the longest not below the first");
        }
        if (mostUnwitnessed != null && (mostUnwitnessed < 0 || policy == null)) {
            throw new IllegalArgumentException(
                    "amana.ledger.witness.most-unwitnessed is not negative, and needs a policy that names witnesses");
        }
    }

    /** Pause after that many failures. */
    Duration pause(int failures) {
        Duration pause = firstRetry.multipliedBy(1L << Math.clamp(failures - 1L, 0, 20));
        return pause.compareTo(maxRetry) > 0 ? maxRetry : pause;
    }

    /** The policy file, when one is set. A component of type {@code Optional<Path>} cannot be bound. */
    Optional<Path> policyFile() {
        return Optional.ofNullable(policy);
    }
}
