package org.amana.issuer.permit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts orders under each consent by the hour. Whether the ledger permits or denies, each is an entry in the person's view;
 * a requester that asks without end would bury what they should see.
 */
@Component
public class OrdersPerHour {
    private final JdbcClient jdbc;
    private final PermitProperties properties;
    private final Clock clock;

    OrdersPerHour(JdbcClient jdbc, PermitProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** @throws ProblemException {@link PermitProblem.TooManyOrders} */
    void count(Wanted wanted) {
        Optional<Integer> counted = jdbc.sql("""
                insert into release_count as c (authority, record_digest, hour, orders) values (?, ?, ?, 1)
                on conflict (authority, record_digest, hour) do update set orders = c.orders + 1 where c.orders < ?
                returning orders""")
                .params(wanted.authority().id().value(), ReleaseOrders.digest(wanted.record()), hour(clock.instant()),
                        properties.ordersPerHour())
                .query(Integer.class)
                .optional();
        if (counted.isEmpty()) {
            throw new ProblemException(new PermitProblem.TooManyOrders());
        }
    }

    /** What the present hour does not need. */
    @Scheduled(fixedDelayString = "PT30M", initialDelayString = "PT1M")
    void forget() {
        jdbc.sql("delete from release_count where hour < ?").param(hour(clock.instant())).update();
    }

    private static OffsetDateTime hour(Instant now) {
        return OffsetDateTime.ofInstant(now.truncatedTo(ChronoUnit.HOURS), ZoneOffset.UTC);
    }
}
