package org.amana.verifier.code;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amana.support.web.ClientAddress;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts wrong codes in PostgreSQL, so that the count holds over restarts, instances and parallel requests: a try is
 * charged before it is judged, and given back when it was right. Those of one address count, and those of all for one
 * organisation, which a guesser with many addresses meets.
 */
@Component
public class CodeTries {
    private final JdbcClient jdbc;
    private final CodeSecrets secrets;
    private final CodeProperties properties;
    private final Clock clock;

    CodeTries(JdbcClient jdbc, CodeSecrets secrets, CodeProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.properties = properties;
        this.clock = clock;
    }

    /** Charges one; answers how long to wait where nothing is judged now, always a second or more. */
    Optional<Duration> admit(OrganisationId organisation, ClientAddress address) {
        String one = one(organisation, address);
        if (!charge(one, properties.tries()))
            return Optional.of(left(one));
        if (charge(all(organisation), properties.allTries()))
            return Optional.empty();
        giveBack(one);
        return Optional.of(left(all(organisation)));
    }

    void wasRight(OrganisationId organisation, ClientAddress address) {
        giveBack(one(organisation, address));
        giveBack(all(organisation));
    }

    /** Somebody tries so many that no code of that organisation is taken now. */
    public boolean isPaused(OrganisationId organisation) {
        return jdbc.sql("select tries >= :most and since > :old from code_try where subject = :subject")
                .param("most", properties.allTries())
                .param("old", old())
                .param("subject", all(organisation))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private boolean charge(String subject, int most) {
        return jdbc.sql("""
                insert into code_try as known (subject, tries, since) values (:subject, 1, :now)
                on conflict (subject) do update set
                    tries = case when known.since <= :old then 1 else known.tries + 1 end,
                    since = case when known.since <= :old then :now else known.since end
                where known.since <= :old or known.tries < :most""")
                .param("subject", subject)
                .param("now", Timestamp.from(clock.instant()))
                .param("old", old())
                .param("most", most)
                .update() == 1;
    }

    private void giveBack(String subject) {
        jdbc.sql("update code_try set tries = tries - 1 where subject = :subject and tries > 0")
                .param("subject", subject)
                .update();
    }

    private Duration left(String subject) {
        Instant now = clock.instant();
        return jdbc.sql("select since from code_try where subject = :subject")
                .param("subject", subject)
                .query(Timestamp.class)
                .optional()
                .map(since -> Duration.between(now, since.toInstant().plus(properties.window())))
                .filter(left -> left.toSeconds() > 0)
                .orElse(Duration.ofSeconds(1));
    }

    @Scheduled(fixedDelay = 10, timeUnit = java.util.concurrent.TimeUnit.MINUTES)
    void forgetOld() {
        jdbc.sql("delete from code_try where since <= :old").param("old", old()).update();
    }

    private Timestamp old() {
        return Timestamp.from(clock.instant().minus(properties.window()));
    }

    private String one(OrganisationId organisation, ClientAddress address) {
        return secrets.subject("one", organisation.value(), address.value());
    }

    private String all(OrganisationId organisation) {
        return secrets.subject("all", organisation.value());
    }
}
