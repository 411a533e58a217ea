package org.amana.ledger.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Consents by purpose and time, as the data protection officer sees them: no person, no value. */
final class ConsentSearch {
    private static final int MAX_ROWS = 200;
    private final JdbcClient jdbc;

    ConsentSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One consent record.
     *
     * @param claims names of the claims, never values
     * @param told the recipient has answered the notice of the withdrawal
     */
    record Row(String record, Instant decidedAt, String purpose, String controller, String state, Set<String> claims,
               Optional<Instant> withdrawnAt, boolean told, Optional<Instant> erasedAt) {
        /** True while the recipient has not confirmed the erasure that a withdrawal demands. */
        public boolean isErasureOpen() {
            return withdrawnAt.isPresent() && erasedAt.isEmpty();
        }
    }

    /**
     * Consents of a purpose that were decided from {@code from} to {@code to}, both included, newest first.
     *
     * @param purpose id of an intended use; empty for all
     */
    List<Row> find(String purpose, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                select s.record, s.decided_at, s.purpose, s.controller, s.state, e.event, s.withdrawn_at, s.erased_at,
                    exists (select 1 from notice_outbox n where n.record = s.record and n.delivered_at is not null)
                from consent_state s join event e on e.index = s.decided_index
                where (:purpose = '' or s.purpose = :purpose) and s.decided_at >= :from and s.decided_at < :to
                order by s.decided_index desc limit :rows""")
                .param("purpose", purpose)
                .param("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("rows", MAX_ROWS)
                .query((row, number) -> new Row(row.getString(1), instant(row.getObject(2, OffsetDateTime.class)),
                        row.getString(3), row.getString(4), row.getString(5), claims(row.getBytes(6)),
                        Optional.ofNullable(row.getObject(7, OffsetDateTime.class)).map(ConsentSearch::instant),
                        row.getBoolean(9),
                        Optional.ofNullable(row.getObject(8, OffsetDateTime.class)).map(ConsentSearch::instant)))
                .list();
    }

    private static Set<String> claims(byte[] event) {
        var names = new LinkedHashSet<String>();
        if (UnverifiedEvent.parse(event).verify() instanceof SignedConsentEvent signed) {
            signed.event()
                    .terms()
                    .categories()
                    .forEach(category -> category.claims()
                            .forEach(path -> names.add(String.join(".", path))));
        }
        return names;
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
