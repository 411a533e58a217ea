package org.amana.verifier.retention;

import java.time.Clock;
import java.time.Instant;
import org.amana.verifier.request.Checks;
import org.amana.verifier.request.RequestProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Ends what has run out: diplomas past their retention, checks nobody answered or matched, old receipts. */
@Service
public class RetentionClock {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionClock.class);
    private final KeptDiplomas kept;
    private final Checks checks;
    private final RequestProperties properties;
    private final Clock clock;

    RetentionClock(KeptDiplomas kept, Checks checks, RequestProperties properties, Clock clock) {
        this.kept = kept;
        this.checks = checks;
        this.properties = properties;
        this.clock = clock;
    }

    /** One round. */
    @Scheduled(fixedDelayString = "${amana.verifier.retention.sweep-every:PT10S}")
    public void sweep() {
        Instant now = clock.instant();
        int erased = kept.eraseDue(now);
        if (erased > 0)
            LOG.info("retention ended: {} copies erased", erased);
        checks.expire(now);
        checks.forget(now.minus(properties.keepFor()));
    }
}
