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
 * @param registerFile parties and intended uses, read at each start under the rule of {@code register-import}
 * @param registerImport which imports are taken, of the file and of services: {@code first}, until one was taken as a
 *     whole; {@code always}, for entries that two people have not decided on, where addresses follow the start
 * @param trustListValidity how long a fetched trust list may be used
 * @param certificateValidity how long a registration certificate holds, at most 365 days
 */
@ConfigurationProperties("amana.ledger")
public record RegisterProperties(@Nullable Path registerFile,
                                 @DefaultValue("first") ImportRule registerImport,
                                 @DefaultValue("24h") Duration trustListValidity,
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
