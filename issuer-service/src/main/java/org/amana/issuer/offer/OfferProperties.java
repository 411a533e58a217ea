package org.amana.issuer.offer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Offers.
 *
 * @param screenValidity how long an offer shown on a screen can be redeemed
 * @param letterValidity the same for a printed letter
 * @param maxWrongCodes wrong transaction codes after which an offer is dead
 */
@ConfigurationProperties("amana.issuer.offer")
record OfferProperties(@DefaultValue("PT15M") Duration screenValidity, @DefaultValue("P14D") Duration letterValidity,
                       @DefaultValue("5") int maxWrongCodes) {
    OfferProperties {
        if (screenValidity.isNegative() || screenValidity.isZero() || letterValidity.isNegative()
                || letterValidity.isZero()) {
            throw new IllegalArgumentException("amana.issuer.offer validities must be positive");
        }
        if (maxWrongCodes < 1 || maxWrongCodes > 10) {
            throw new IllegalArgumentException("amana.issuer.offer.max-wrong-codes must be 1 to 10");
        }
    }
}
