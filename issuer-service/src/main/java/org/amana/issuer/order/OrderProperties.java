package org.amana.issuer.order;

import java.time.Duration;
import org.amana.core.exchange.OrderKey;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys that requesters encrypt orders to, where these go by a broker.
 *
 * @param stateEvery pause between two statements to a requester of which key it uses
 * @param statedFor time a statement counts, and its key is kept after it; at most seven days
 * @param renewEvery age at which a key is stated no longer and another is made
 */
@ConfigurationProperties("amana.issuer.order")
record OrderProperties(@DefaultValue("PT1M") Duration stateEvery, @DefaultValue("P3D") Duration statedFor,
                       @DefaultValue("P1D") Duration renewEvery) {
    OrderProperties {
        if (!stateEvery.isPositive() || stateEvery.compareTo(statedFor) >= 0
                || statedFor.compareTo(OrderKey.LONGEST) > 0 || !renewEvery.isPositive()) {
            throw new IllegalArgumentException("amana.issuer.order: times are positive, a key is stated for longer than"
                    + " the pause between two statements and for at most " + OrderKey.LONGEST.toDays() + " days");
        }
    }
}
