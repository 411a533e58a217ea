package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.RelationId;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.sealing.LookUpNames;

/** All that is kept about a relation, as its erasure needs to know it and does away with it. */
final class RelationRows {
    private final Standings standings;
    private final LookUpNames names;

    RelationRows(Standings standings, LookUpNames names) {
        this.standings = standings;
        this.names = names;
    }

    /**
     * What is kept.
     *
     * @param leaves indexes of its entries, rising
     * @param isToldOfAll false while a recipient has not answered the notice of a withdrawal
     * @param isHeld true while a legal hold stands
     * @param contradiction why nothing can be said of it, if so
     */
    record Kept(List<Long> leaves, List<ConsentState> states, boolean isToldOfAll, boolean isHeld,
                Optional<ProblemException> contradiction) {
        Kept {
            leaves = List.copyOf(leaves);
            states = List.copyOf(states);
        }
    }

    /** What is kept of each of these relations. */
    Map<RelationId, Kept> find(Connection tx, Collection<RelationId> relations) throws SQLException {
        var found = new HashMap<RelationId, Kept>();
        for (RelationId relation : relations) {
            try {
                found.put(relation, new Kept(leaves(tx, relation), standings.of(tx, relation),
                        isToldOfAll(tx, relation), isHeld(tx, relation), Optional.empty()));
            } catch (ProblemException e) {
                found.put(relation, new Kept(List.of(), List.of(), false, false, Optional.of(e)));
            }
        }
        return found;
    }

    private List<Long> leaves(Connection tx, RelationId relation) throws SQLException {
        var leaves = new ArrayList<Long>();
        try (PreparedStatement query = tx
                .prepareStatement("select index from event where relation = ? order by index")) {
            query.setString(1, names.of(relation));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    leaves.add(row.getLong(1));
                }
            }
        }
        return leaves;
    }

    private boolean isToldOfAll(Connection tx, RelationId relation) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement("""
                select not exists (select 1 from notice_outbox join consent_state using (record, controller)
                    where relation = ? and kind = 'WITHDRAWN' and delivered_at is null)""")) {
            query.setString(1, names.of(relation));
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private boolean isHeld(Connection tx, RelationId relation) throws SQLException {
        try (PreparedStatement query = tx.prepareStatement(
                "select exists (select 1 from legal_hold where relation = ? and lifted_index is null)")) {
            query.setString(1, names.of(relation));
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Deletes it all; the database demands the tombstone, as an entry of this transaction. */
    void forget(Connection tx, RelationId relation, long tombstone) throws SQLException {
        try (PreparedStatement call = tx.prepareStatement("select forget_relation(?, ?)")) {
            call.setString(1, names.of(relation));
            call.setLong(2, tombstone);
            call.execute();
        }
    }
}
