package org.amana.ledger.register;

import java.net.URI;
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
 * @param certificateValidity how long a registration certificate holds unless the register says otherwise before, at
 *     most 365 days
 * @param certificatePolicy web address of the policy and practice statement that certificates are issued under; only
 *     with one do they claim the policy of ETSI TS 119 475 clause 6.1.3
 */
@ConfigurationProperties("amana.ledger")
public record RegisterProperties(@Nullable Path registerFile,
                                 @DefaultValue("first") ImportRule registerImport,
                                 @DefaultValue("24h") Duration trustListValidity,
                                 @DefaultValue("90d") Duration certificateValidity,
                                 @Nullable URI certificatePolicy) {
    public RegisterProperties {
        if (!trustListValidity.isPositive() || !certificateValidity.isPositive()
                || certificateValidity.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException(
                    "amana.ledger: validities are positive, a certificate's at most 365 days");
        }
    }

    /** The policy, when one is named. */
    Optional<URI> policy() {
        return Optional.ofNullable(certificatePolicy);
    }

    /** The file, when one is set. A component of type {@code Optional<Path>} cannot be bound. */
    Optional<Path> file() {
        return Optional.ofNullable(registerFile);
    }
}
