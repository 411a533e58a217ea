package org.amana.issuer.nonce;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Nonces for key proofs.
 *
 * @param validity how long after its making a nonce may be used
 */
@ConfigurationProperties("amana.issuer.nonce")
record NonceProperties(@DefaultValue("PT5M") Duration validity) {
    NonceProperties {
        if (validity.compareTo(Duration.ofSeconds(1)) < 0 || validity.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("amana.issuer.nonce.validity must be PT1S to PT1H");
        }
    }
}
