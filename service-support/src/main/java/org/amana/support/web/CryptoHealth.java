package org.amana.support.web;

import org.amana.core.key.Algorithms;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Says which provider signs and verifies; the JDK's is right but several times slower. */
final class CryptoHealth implements HealthIndicator {
    @Override
    public Health health() {
        return Health.up().withDetail("es256", Algorithms.name()).build();
    }
}
