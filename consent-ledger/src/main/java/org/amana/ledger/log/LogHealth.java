package org.amana.ledger.log;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Says whether this process leads the log. Both are well; commands go to the one that leads.
 *
 * <pre>
 * GET /actuator/health          -> 200 {"status":"UP","components":{"log":{"status":"FOLLOWING"},…}}
 * GET /actuator/health/leading  -> 200 where it leads, 503 where it follows
 * </pre>
 */
final class LogHealth implements HealthIndicator {
    private static final Status FOLLOWING = new Status("FOLLOWING", "another process takes the entries");
    private final Sequencer sequencer;
    private final PublishedLog published;

    LogHealth(Sequencer sequencer, PublishedLog published) {
        this.sequencer = sequencer;
        this.published = published;
    }

    @Override
    public Health health() {
        Health.Builder health = sequencer.isLeading() ? Health.up() : Health.status(FOLLOWING);
        return health.withDetail("leading", sequencer.isLeading())
                .withDetail("tree_size", published.treeSize())
                .build();
    }
}
