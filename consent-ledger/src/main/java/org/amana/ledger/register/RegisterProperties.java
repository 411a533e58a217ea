package org.amana.ledger.register;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the register.
 *
 * @param registerFile parties and intended uses, imported at each start; unchanged entries stay as they are
 * @param trustListValidity how long a fetched trust list may be used
 * @param certificateValidity how long a registration certificate holds, at most 365 days
 */
@ConfigurationProperties("amana.ledger")
public record RegisterProperties(@Nullable Path registerFile, @DefaultValue("24h") Duration trustListValidity,
                                 @DefaultValue("90d") Duration certificateValidity) {
    public RegisterProperties {
        if (!trustListValidity.isPositive() || !certificateValidity.isPositive()
                || certificateValidity.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException(
                    "amana.ledger: validities are positive, a certificate's at most 365 days");
        }
    }

    /** The file, when one is set. A component of type {@code Optional<Path>} cannot be bound. */
    Optional<Path> file() {
        return Optional.ofNullable(registerFile);
    }
}
