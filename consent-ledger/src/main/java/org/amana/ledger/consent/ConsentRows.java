package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.Representation;
import org.amana.ledger.sealing.LookUpNames;

/** Rows of {@code consent_state}, which are searched, and the ends of relations, as the sequencer's batch needs them. */
final class ConsentRows {
    private final LookUpNames names;

    ConsentRows(LookUpNames names) {
        this.names = names;
    }

    /** For each relation that has events: the place its next one takes. */
    Map<RelationId, ChainPosition> next(Connection tx, Collection<RelationId> relations) throws SQLException {
        var byName = new HashMap<String, RelationId>();
        relations.forEach(relation -> byName.put(names.of(relation), relation));
        var next = new HashMap<RelationId, ChainPosition>();
        try (PreparedStatement query = tx.prepareStatement("""
                select distinct on (e.relation) e.relation, e.seq, l.entry
                from event e join leaf l using (index)
                where e.relation = any(?) and e.seq is not null
                order by e.relation, e.seq desc""")) {
            query.setArray(1, tx.createArrayOf("text", byName.keySet().toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    next.put(byName.get(row.getString(1)),
                            new ChainPosition(row.getLong(2) + 1, Optional.of(Commitment.of(row.getBytes(3)))));
                }
            }
        }
        return next;
    }

    void write(Connection tx, Collection<ConsentState> states) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement("""
                insert into consent_state (record, relation, controller, purpose, request_hash, state, decided_index,
                    decided_at, withdrawn_index, withdrawn_at, erased_index, erased_at, ward,
                    review_index)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (record) do update set state = excluded.state, decided_index = excluded.decided_index,
                    decided_at = excluded.decided_at, withdrawn_index = excluded.withdrawn_index,
                    withdrawn_at = excluded.withdrawn_at, erased_index = excluded.erased_index,
                    erased_at = excluded.erased_at, review_index = excluded.review_index""")) {
            for (ConsentState state : states) {
                upsert.setString(1, names.of(state.record()));
                upsert.setString(2, names.of(state.relation()));
                upsert.setString(3, state.controller());
                upsert.setString(4, state.purpose());
                upsert.setString(5, names.of(state.requestHash()));
                upsert.setString(6, state.standing().name());
                upsert.setLong(7, state.decidedIndex());
                upsert.setObject(8, utc(state.decidedAt()));
                upsert.setObject(9, state.withdrawnIndex().orElse(null), java.sql.Types.BIGINT);
                upsert.setObject(10, state.withdrawnAt().map(ConsentRows::utc).orElse(null));
                upsert.setObject(11, state.erasedIndex().orElse(null), java.sql.Types.BIGINT);
                upsert.setObject(12, state.erasedAt().map(ConsentRows::utc).orElse(null));
                upsert.setString(13, Representation.ward(state.representation()).map(names::of).orElse(null));
                upsert.setObject(14, state.review().map(ConsentState.Review::index).orElse(null),
                        java.sql.Types.BIGINT);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
