package org.amana.issuer.replay;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.amana.core.key.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Remembers digests of used values in PostgreSQL until they would be refused by their age anyway. */
@Component
public class SingleUse {
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);
    private final JdbcClient jdbc;
    private final Clock clock;

    SingleUse(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is used up. */
    public enum Kind {
        NONCE, DPOP, RELEASE
    }

    /**
     * Uses the value up, for whoever comes first among all instances; takes part in the caller's transaction.
     *
     * @param until from then on the value's own age check refuses it
     * @return false when it was used before
     */
    public boolean use(Kind kind, String value, Instant until) {
        return jdbc.sql("insert into used_value (kind, digest, expires_at) values (?, ?, ?) on conflict do nothing")
                .params(kind.name().toLowerCase(Locale.ROOT), Sha256.of(value.getBytes(StandardCharsets.UTF_8)),
                        OffsetDateTime.ofInstant(until.plus(CLOCK_TOLERANCE), ZoneOffset.UTC))
                .update() == 1;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void forgetExpired() {
        jdbc.sql("delete from used_value where expires_at < ?")
                .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }
}
