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
            select s.decided_index, s.controller, s.purpose, s.state, s.decided_at, s.withdrawn_at, s.erased_at,
                (select min(n.delivered_at) from notice_outbox n where n.record = s.record
                    and n.controller = s.controller and n.kind = 'WITHDRAWN'),
                (select min(g.at) from event g where g.record = s.record and g.kind = 'GIVEN'),
            """ + StoredEvents.COLUMNS
            + """
                     from consent_state s join event e on e.index = s.decided_index join subject_key k on k.relation = s.relation
                    """;

    static ConsentRow read(ResultSet row, StoredEvents events) throws SQLException {
        StoredEvents.Event event = events.read(row, 10);
        return new ConsentRow(row.getLong(1), event.record(), event.relation(), row.getString(2), row.getString(3),
                row.getString(4), row.getObject(5, OffsetDateTime.class).toInstant(), event.categories(), time(row, 6),
                time(row, 8), time(row, 7), time(row, 9));
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
