package org.amana.ledger.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.amana.core.register.CredentialCategory;
import org.jspecify.annotations.Nullable;

/**
 * One consent record as the officer sees it: no person, no value.
 *
 * @param index entry of the newest decision, such as a renewal
 * @param relation what the log knows of the person: the thumbprint of a key for this one recipient
 * @param givenAt when it was given first
 * @param told when the recipient answered the notice of the withdrawal
 */
record ConsentRow(long index, String record, String relation, String controller, String purpose, String state,
                  Instant decidedAt, List<CredentialCategory> categories, Optional<Instant> withdrawnAt,
                  Optional<Instant> told, Optional<Instant> erasedAt, Optional<Instant> givenAt) {
    static final String SELECT = """
            select s.decided_index, s.record, s.relation, s.controller, s.purpose, s.state, s.decided_at, e.event,
                s.withdrawn_at, s.erased_at,
                (select min(n.delivered_at) from notice_outbox n where n.record = s.record),
                (select min(g.at) from event g where g.record = s.record and g.kind = 'GIVEN')
            from consent_state s join event e on e.index = s.decided_index
            """;

    static ConsentRow read(ResultSet row, int number) throws SQLException {
        return new ConsentRow(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                row.getString(6), row.getObject(7, OffsetDateTime.class).toInstant(),
                StoredEvent.categories(row.getBytes(8)), time(row, 9), time(row, 11), time(row, 10),
                time(row, 12));
    }

    /** True while the recipient has not confirmed the erasure that a withdrawal demands. */
    public boolean isErasureOpen() {
        return withdrawnAt.isPresent() && erasedAt.isEmpty();
    }

    static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
