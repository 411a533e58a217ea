package org.amana.ledger.rights;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.amana.core.rights.RightsClock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clocks of requests: those that run, the oldest first, and the newest that were answered. */
public final class RightsClocks {
    /** Most lines of one list. */
    public static final int LENGTH = 50;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** A request to a party, without the person and without what it is about. */
    public record Line(String controller, Instant askedAt, Optional<Instant> answeredAt, Optional<String> outcome,
                       RightsClock clock, String state, long daysLeft) {
        /** Days since the last day. */
        public long daysOver() {
            return -daysLeft;
        }
    }

    RightsClocks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** At most {@value #LENGTH}. */
    public List<Line> list(boolean answered) {
        return jdbc.sql("""
                select controller, asked_at, answered_at, outcome from rights_request
                where (answered_at is not null) = :answered order by answered_at desc, asked_at limit :rows""")
                .param("answered", answered)
                .param("rows", LENGTH)
                .query(this::line)
                .list();
    }

    private Line line(ResultSet row, int number) throws SQLException {
        Instant asked = row.getObject(2, OffsetDateTime.class).toInstant();
        Optional<Instant> answered = Optional.ofNullable(row.getObject(3, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        RightsClock term = RightsClock.of(asked, answered);
        Instant now = clock.instant();
        return new Line(row.getString(1), asked, answered, Optional.ofNullable(row.getString(4)), term,
                term.stateAt(now).name(), term.daysLeft(now));
    }
}
