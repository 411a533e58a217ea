package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.SignedEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.ledger.sealing.SubjectKeys;
import org.amana.ledger.sealing.WrappedKey;

/** Entries about consents as they lie sealed in the database; each is opened and held against its leaf. */
final class StoredEntries {
    private static final String SELECT = "select e.index, e.sealed, l.entry, " + WrappedKey.COLUMNS
            + " from event e join leaf l using (index) join subject_key k using (relation) where ";
    private final SubjectKeys keys;
    private final LookUpNames names;

    /** What was stored for an entry, and opens its leaf. */
    record Opened(long index, Opening opening) {
        /** The event, its signature checked. */
        SignedEvent event() {
            return UnverifiedEvent.parse(opening.event()).verify();
        }

        /** What it is, by bytes that open the leaf; its signature is left unchecked. */
        EventKind kind() {
            return UnverifiedEvent.parse(opening.event()).kind();
        }
    }

    StoredEntries(SubjectKeys keys, LookUpNames names) {
        this.keys = keys;
        this.names = names;
    }

    /**
     * One entry.
     *
     * @throws ProblemException {@link ConsentRefusal.UnknownRecord} when it was erased meanwhile,
     *         {@link ConsentRefusal.Contradicted}
     */
    Opened at(Connection connection, long index) throws SQLException {
        return query(connection, "e.index = ?", index).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(new ConsentRefusal.UnknownRecord()));
    }

    /** The permit that was given by an entry, if it is one; refusal of a contradiction as above. */
    Optional<ExchangeEvent> permit(Connection connection, long index) throws SQLException {
        return query(connection, "e.index = ? and e.kind = 'PERMIT'", index).stream()
                .findFirst()
                .filter(entry -> entry.kind() == EventKind.PERMIT)
                .map(entry -> (ExchangeEvent) entry.event());
    }

    /** The last permit under a record that did not come to nothing; refusal as above. */
    Optional<ExchangeEvent> lastPermit(Connection connection, RecordId record) throws SQLException {
        return query(connection, """
                e.record = ? and e.kind = 'PERMIT'
                    and (not exists (select 1 from event f where f.permit = e.index and f.kind = 'FAILED')
                        or exists (select 1 from event d where d.permit = e.index and d.kind = 'DELIVERED'))
                order by e.index desc limit 1""", names.of(record)).stream()
                .filter(entry -> entry.kind() == EventKind.PERMIT)
                .map(entry -> (ExchangeEvent) entry.event())
                .findFirst();
    }

    /** All entries of a relation in the order of the log; refusal as above. */
    List<Opened> ofRelation(Connection connection, RelationId relation) throws SQLException {
        return query(connection, "e.relation = ? order by e.index", names.of(relation));
    }

    /**
     * Entries of a record in the order of the log, those after an index; refusal as above.
     *
     * @param record look-up name
     */
    List<Opened> ofRecord(Connection connection, String record, long after) throws SQLException {
        return query(connection, "e.record = ? and e.index > ? order by e.index", record, after);
    }

    /**
     * What offices did under a record, in the order of the log; refusal as above.
     *
     * @param record look-up name
     */
    List<Opened> exchanges(Connection connection, String record) throws SQLException {
        return query(connection,
                "e.record = ? and e.kind in ('PERMIT', 'DENY', 'DELIVERED', 'FAILED') order by e.index",
                record);
    }

    /** What was said of a permit, in the order of the log; refusal as above. */
    List<Opened> ofPermit(Connection connection, long permit) throws SQLException {
        return query(connection, "e.permit = ? order by e.index", permit);
    }

    private List<Opened> query(Connection connection, String condition, Object... values) throws SQLException {
        var found = new ArrayList<Opened>();
        try (PreparedStatement query = connection.prepareStatement(SELECT + condition)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(open(row));
                }
            }
        }
        return found;
    }

    private Opened open(ResultSet row) throws SQLException {
        long index = row.getLong(1);
        try {
            Opening opening = keys.unwrap(WrappedKey.read(row, 4))
                    .open(index, row.getBytes(2));
            if (opening.commitment().equals(Commitment.of(row.getBytes(3)))) {
                return new Opened(index, opening);
            }
        } catch (IllegalStateException | ProblemException e) {
            throw new ProblemException(new ConsentRefusal.Contradicted(index), e);
        }
        throw new ProblemException(new ConsentRefusal.Contradicted(index));
    }
}
