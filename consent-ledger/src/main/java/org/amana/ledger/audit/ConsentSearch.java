package org.amana.ledger.audit;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Consents and refusals by purpose and time. */
final class ConsentSearch {
    private final JdbcClient jdbc;
    private final StoredEvents events;

    ConsentSearch(JdbcClient jdbc, StoredEvents events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * A page of what was decided in that time.
     *
     * @param purpose id of an intended use; empty for all
     * @param before index of an entry; the page begins with the decision before it
     */
    ConsentPage find(String purpose, TimeSpan time, long before) {
        return ConsentPage.of(jdbc.sql(ConsentRow.SELECT + """
                where (:purpose = '' or s.purpose = :purpose) and s.decided_at >= :from and s.decided_at < :until
                    and s.decided_index < :before
                order by s.decided_index desc limit :rows""")
                .param("purpose", purpose)
                .param("from", time.from())
                .param("until", time.until())
                .param("before", before)
                .param("rows", ConsentPage.LENGTH + 1)
                .query((row, number) -> ConsentRow.read(row, events))
                .list());
    }
}
