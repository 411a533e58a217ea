package org.amana.ledger.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.amana.ledger.audit.ErasureClock.Told;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clocks of withdrawn consents: those that run, the most urgent first, or those whose erasure is confirmed. */
final class ErasureClocks {
    /** Most clocks of one page. */
    static final int LENGTH = 50;
    private static final String LAST_DAY = "((s.withdrawn_at at time zone 'UTC')::date + interval '1 month')::date";
    private final JdbcClient jdbc;
    private final StoredEvents events;
    private final Clock clock;

    /** Running clocks, and how many of them are over. */
    record Counts(long open, long overdue) {}

    /** One page and whether another follows. */
    record Page(List<ErasureClock> clocks, boolean hasMore) {}

    ErasureClocks(JdbcClient jdbc, StoredEvents events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    Counts counts() {
        return jdbc.sql("select count(*), count(*) filter (where " + LAST_DAY + " < :today) from consent_state s "
                + "where s.state = 'WITHDRAWN' and s.erased_at is null")
                .param("today", today())
                .query((row, number) -> new Counts(row.getLong(1), row.getLong(2)))
                .single();
    }

    /**
     * A page of clocks.
     *
     * @param confirmed true for those whose recipient has confirmed the erasure, newest first
     * @param page zero-based
     */
    Page page(boolean confirmed, int page) {
        List<ErasureClock> found = jdbc
                .sql("""
                        select s.controller, s.purpose, s.withdrawn_at, s.erased_at,
                            (select min(n.delivered_at) from notice_outbox n where n.record = s.record
                                and n.controller = s.controller and n.kind = 'WITHDRAWN'),
                            exists (select 1 from notice_outbox n where n.record = s.record
                                and n.controller = s.controller and n.kind = 'WITHDRAWN'),
                        """
                        + StoredEvents.COLUMNS + """
                                 from consent_state s join event e on e.index = s.withdrawn_index
                                    join subject_key k on k.relation = s.relation
                                where s.state = 'WITHDRAWN' and (s.erased_at is not null) = :confirmed
                                order by s.erased_at desc, s.withdrawn_index limit :rows offset :skip""")
                .param("confirmed", confirmed)
                .param("rows", LENGTH + 1)
                .param("skip", (long) page * LENGTH)
                .query(this::read)
                .list();
        return new Page(found.subList(0, Math.min(LENGTH, found.size())), found.size() > LENGTH);
    }

    private ErasureClock read(ResultSet row, int number) throws SQLException {
        var toldAt = ConsentRow.time(row, 5);
        Told told = toldAt.isPresent() ? Told.YES : row.getBoolean(6) ? Told.NOT_YET : Told.NO_ADDRESS;
        return ErasureClock.of(events.read(row, 7).record(), row.getString(1), row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(), told, toldAt, ConsentRow.time(row, 4), today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
