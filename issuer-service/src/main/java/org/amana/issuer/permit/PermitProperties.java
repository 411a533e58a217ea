package org.amana.issuer.permit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Permits to release.
 *
 * @param ordersPerHour under one consent; more are refused and are no entry
 * @param unheardAfter a release of which the requester has said nothing for so long has not arrived
 */
@ConfigurationProperties("amana.issuer.permit")
record PermitProperties(@DefaultValue("20") int ordersPerHour, @DefaultValue("1d") Duration unheardAfter) {
    PermitProperties {
        if (ordersPerHour < 1 || ordersPerHour > 1_000 || unheardAfter.compareTo(Duration.ofMinutes(10)) < 0
                || unheardAfter.compareTo(Duration.ofDays(20)) > 0) {
            throw new IllegalArgumentException(
                    "amana.issuer.permit: orders-per-hour is 1 to 1000, unheard-after 10m to 20d");
        }
    }
}
