package org.amana.ledger.witness;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of witnessing.
 *
 * @param policy C2SP tlog-policy file: its logs are cosigned and watched by this node; without a file there are none
 * @param name name of this node as a witness, fixed when its key is made; by default the address of {@code /witness}
 *        without scheme
 */
@ConfigurationProperties("amana.ledger.witness")
public record WitnessProperties(@Nullable Path policy, Optional<String> name) {
    /** The policy file, when one is set. A component of type {@code Optional<Path>} cannot be bound. */
    Optional<Path> policyFile() {
        return Optional.ofNullable(policy);
    }
}
