package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.RequestHash;
import org.jspecify.annotations.Nullable;

/** Rows of {@code consent_state}, and the ends of relations, as the sequencer's batch reads and writes them. */
final class ConsentRows {
    static final String COLUMNS = "record, relation, controller, purpose, request_hash, state, decided_index, decided_at, "
            + "withdrawn_index, withdrawn_at, erased_index, erased_at";

    private ConsentRows() {}

    static ConsentState read(ResultSet row) throws SQLException {
        return new ConsentState(new RecordId(row.getString(1)), new RelationId(row.getString(2)), row.getString(3),
                row.getString(4), new RequestHash(row.getString(5)), ConsentState.Standing.valueOf(row.getString(6)),
                row.getLong(7), time(row, 8).orElseThrow(), index(row, 9), time(row, 10), index(row, 11),
                time(row, 12));
    }

    /** States of these records and of these requests. */
    static List<ConsentState> find(Connection tx, Collection<RecordId> records, Collection<RequestHash> requests)
            throws SQLException {
        var found = new ArrayList<ConsentState>();
        try (PreparedStatement query = tx.prepareStatement("select " + COLUMNS
                + " from consent_state where record = any(?) or request_hash = any(?)")) {
            query.setArray(1, texts(tx, records));
            query.setArray(2, texts(tx, requests));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
        }
        return found;
    }

    /** States of a relation. */
    static List<ConsentState> find(Connection tx, RelationId relation) throws SQLException {
        var found = new ArrayList<ConsentState>();
        try (PreparedStatement query = tx
                .prepareStatement("select " + COLUMNS + " from consent_state where relation = ?")) {
            query.setString(1, relation.thumbprint());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
        }
        return found;
    }

    /** For each relation that has events: the place its next one takes. */
    static Map<RelationId, ChainPosition> next(Connection tx, Collection<RelationId> relations) throws SQLException {
        var next = new HashMap<RelationId, ChainPosition>();
        try (PreparedStatement query = tx.prepareStatement("""
                select distinct on (e.relation) e.relation, e.seq, l.entry
                from event e join leaf l using (index)
                where e.relation = any(?) and e.seq is not null
                order by e.relation, e.seq desc""")) {
            query.setArray(1, texts(tx, relations));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    next.put(new RelationId(row.getString(1)),
                            new ChainPosition(row.getLong(2) + 1, Optional.of(Commitment.of(row.getBytes(3)))));
                }
            }
        }
        return next;
    }

    static void write(Connection tx, Collection<ConsentState> states) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement("insert into consent_state (" + COLUMNS + """
                ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (record) do update set state = excluded.state, decided_index = excluded.decided_index,
                    decided_at = excluded.decided_at, withdrawn_index = excluded.withdrawn_index,
                    withdrawn_at = excluded.withdrawn_at, erased_index = excluded.erased_index,
                    erased_at = excluded.erased_at""")) {
            for (ConsentState state : states) {
                upsert.setString(1, state.record().value());
                upsert.setString(2, state.relation().thumbprint());
                upsert.setString(3, state.controller());
                upsert.setString(4, state.purpose());
                upsert.setString(5, state.requestHash().value());
                upsert.setString(6, state.standing().name());
                upsert.setLong(7, state.decidedIndex());
                upsert.setObject(8, utc(state.decidedAt()));
                upsert.setObject(9, state.withdrawnIndex().orElse(null), java.sql.Types.BIGINT);
                upsert.setObject(10, state.withdrawnAt().map(ConsentRows::utc).orElse(null));
                upsert.setObject(11, state.erasedIndex().orElse(null), java.sql.Types.BIGINT);
                upsert.setObject(12, state.erasedAt().map(ConsentRows::utc).orElse(null));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static java.sql.Array texts(Connection tx, Collection<?> values) throws SQLException {
        return tx.createArrayOf("text", values.stream().map(Object::toString).toArray());
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static Optional<Long> index(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
