package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.SignedEvent;
import org.amana.ledger.log.CopyRows;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.ledger.sealing.SubjectKey;
import org.amana.ledger.sealing.SubjectKeys;

/** Stores the events of one batch, sealed under the keys of their relations; a relation gets its key with its first. */
final class EventRows {
    private final SubjectKeys subjectKeys;
    private final LookUpNames names;
    private final Map<String, SubjectKey> kept;

    /**
     * An event and how its record stands after it.
     *
     * @param seq of those in the person's own chain
     * @param permit index of the PERMIT that an outcome is about
     */
    record Row(long index, SignedEvent event, Opening opening, ConsentState state, Optional<Long> seq,
               Optional<Long> permit) {
        Row(long index, SignedEvent event, Opening opening, ConsentState state, Optional<Long> seq) {
            this(index, event, opening, state, seq, Optional.empty());
        }
    }

    private EventRows(SubjectKeys subjectKeys, LookUpNames names, Map<String, SubjectKey> kept) {
        this.subjectKeys = subjectKeys;
        this.names = names;
        this.kept = kept;
    }

    /** Reads the keys of those relations that have one. */
    static EventRows open(Connection tx, SubjectKeys subjectKeys, LookUpNames names, Collection<RelationId> relations)
            throws SQLException {
        return new EventRows(subjectKeys, names, subjectKeys.find(tx, relations.stream().map(names::of).toList()));
    }

    /** The key went with everything else; if the relation begins anew, so does its key. */
    void forgotten(RelationId relation) {
        kept.remove(names.of(relation));
    }

    /** Stores them, and returns the keys they were sealed under, by look-up name of the relation. */
    Map<String, SubjectKey> write(Connection tx, List<Row> rows) throws SQLException {
        var fresh = new HashMap<String, SubjectKey>();
        var events = new CopyRows(
                "event (index, kind, record, relation, seq, controller, purpose, request_hash, sealed, at, permit)",
                11);
        for (Row row : rows) {
            ConsentState state = row.state();
            String relation = names.of(state.relation());
            SubjectKey key = kept.computeIfAbsent(relation, name -> {
                SubjectKey made = subjectKeys.make(name);
                fresh.put(name, made);
                return made;
            });
            events.row()
                    .number(row.index())
                    .text(row.event().kind().name())
                    .text(names.of(state.record()))
                    .text(relation)
                    .number(row.seq())
                    .text(state.controller())
                    .text(state.purpose())
                    .text(names.of(state.requestHash()))
                    .bytes(key.seal(row.index(), row.opening()))
                    .time(row.event().time())
                    .number(row.permit());
        }
        subjectKeys.insert(tx, fresh.values());
        events.send(tx);
        return Map.copyOf(kept);
    }
}
