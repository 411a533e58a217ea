package org.amana.issuer.authorization;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Access tokens.
 *
 * @param validity long enough for a person to unlock a wallet, short enough to be worth little
 */
@ConfigurationProperties("amana.issuer.access-token")
public record AccessTokenProperties(@DefaultValue("PT10M") Duration validity) {
    public AccessTokenProperties {
        if (validity.compareTo(Duration.ofSeconds(1)) < 0 || validity.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("amana.issuer.access-token.validity must be PT1S to PT1H");
        }
    }
}
