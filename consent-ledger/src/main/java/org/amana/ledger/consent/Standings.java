package org.amana.ledger.consent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.consent.ConsentLife;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.LifeProblem;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.sealing.LookUpNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How records stand: folded from their own signed entries, each held against its leaf, and never taken from
 * {@code consent_state}, which is there to be searched. Where the two differ, or an entry that was read is gone,
 * somebody changed the tables: nothing is permitted then. Folded states stay in memory, and one look at the record's
 * newest entry says whether they still hold.
 */
final class Standings {
    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);
    private static final int MOST_IN_MEMORY = 100_000;
    private static final String NEWEST = """
            select e.record, max(e.index), s.state, s.decided_index, s.withdrawn_index, s.erased_index,
                s.review_index
            from event e left join consent_state s using (record) where e.record = any(?) group by e.record, s.record
            """;
    private final StoredEntries entries;
    private final LookUpNames names;
    private final Memory memory = new Memory();
    private final Cache<String, Folded> folded = Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

    private record Folded(long newest, int count, ConsentState state) {}

    /** What {@code consent_state} says of a record. */
    private record Claimed(String record, long newest, @Nullable String standing, long decided,
                           @Nullable Long withdrawn,
                           @Nullable Long erased, @Nullable Long review) {
        boolean agrees(ConsentState state) {
            return state.standing().name().equals(standing) && state.decidedIndex() == decided
                    && state.withdrawnIndex().equals(Optional.ofNullable(withdrawn))
                    && state.erasedIndex().equals(Optional.ofNullable(erased))
                    && state.review().map(ConsentState.Review::index).equals(Optional.ofNullable(review));
        }
    }

    /** States of records, and of which of them nothing can be said because the tables contradict each other. */
    record Found(Map<RecordId, ConsentState> states, Map<RecordId, ProblemException> contradicted) {
        /**
         * How one stands.
         *
         * @throws ProblemException {@link ConsentRefusal.Contradicted}
         */
        Optional<ConsentState> of(RecordId record) {
            if (contradicted.containsKey(record)) {
                throw contradicted.get(record);
            }
            return known(record);
        }

        /** The same; empty too where the tables contradict each other. */
        Optional<ConsentState> known(RecordId record) {
            return Optional.ofNullable(states.get(record));
        }
    }

    Standings(StoredEntries entries, LookUpNames names) {
        this.entries = entries;
        this.names = names;
    }

    /** How these stand after a batch of the sequencer's thread that is durable. */
    void remember(Collection<ConsentState> states) {
        states.forEach(memory::keep);
    }

    /** Keeps nothing of these, which were erased. */
    void forget(Collection<ConsentState> states) {
        for (ConsentState state : states) {
            memory.forget(state.record());
            folded.invalidate(names.of(state.record()));
        }
    }

    /** How these records stand, for the sequencer's thread: from memory where it can be. */
    Found of(Connection tx, Collection<RecordId> records, long reading) throws SQLException {
        memory.holdsFor(reading);
        var known = new HashMap<RecordId, ConsentState>();
        records.forEach(record -> memory.of(record).ifPresent(state -> known.put(record, state)));
        Found read = of(tx, records.stream().filter(record -> !known.containsKey(record)).toList());
        read.contradicted().values().forEach(Standings::report);
        read.states().values().forEach(memory::keep);
        read.states().putAll(known);
        return read;
    }

    /** How these records stand. */
    Found of(Connection connection, Collection<RecordId> records) throws SQLException {
        var found = new Found(new HashMap<>(), new HashMap<>());
        if (records.isEmpty()) {
            return found;
        }
        var byName = new HashMap<String, RecordId>();
        records.forEach(record -> byName.put(names.of(record), record));
        for (Claimed claimed : claimed(connection, byName.keySet())) {
            RecordId record = byName.get(claimed.record());
            try {
                found.states().put(record, state(connection, claimed));
            } catch (ProblemException e) {
                found.contradicted().put(record, e);
            }
        }
        return found;
    }

    /**
     * How the record stands that answers a request.
     *
     * @throws ProblemException {@link ConsentRefusal.Contradicted}
     */
    Optional<ConsentState> of(Connection connection, RequestHash request) throws SQLException {
        for (Claimed claimed : claimed(connection, answers(connection, List.of(request)).values())) {
            return Optional.of(state(connection, claimed));
        }
        return Optional.empty();
    }

    /** How the records stand that guardians decided with beside the answer to this request; refusal as above. */
    List<ConsentState> forWard(Connection connection, RequestHash request) throws SQLException {
        var records = new ArrayList<String>();
        try (PreparedStatement query = connection.prepareStatement("select record from consent_state where ward = ?")) {
            query.setString(1, names.of(request));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    records.add(row.getString(1));
                }
            }
        }
        var states = new ArrayList<ConsentState>();
        for (Claimed claimed : claimed(connection, records)) {
            states.add(state(connection, claimed));
        }
        return states;
    }

    /** How all records of a relation stand, in the order in which they began; refusal as above. */
    List<ConsentState> of(Connection connection, RelationId relation) throws SQLException {
        var states = new LinkedHashMap<RecordId, ConsentState>();
        for (StoredEntries.Opened entry : entries.ofRelation(connection, relation)) {
            RecordId record = entry.event().record();
            states.put(record, after(Optional.ofNullable(states.get(record)), entry));
        }
        for (Claimed claimed : claimed(connection, states.keySet().stream().map(names::of).toList())) {
            ConsentState state = states.values()
                    .stream()
                    .filter(folded -> names.of(folded.record()).equals(claimed.record()))
                    .findFirst()
                    .orElseThrow();
            requireAgreement(claimed, state);
        }
        return List.copyOf(states.values());
    }

    /**
     * How all records of a relation stand, in no order; asks for no signature that was checked before.
     *
     * @throws ProblemException {@link ConsentRefusal.Contradicted}
     */
    List<ConsentState> beside(Connection connection, RelationId relation) throws SQLException {
        var records = new ArrayList<String>();
        try (PreparedStatement query = connection
                .prepareStatement("select distinct record from event where relation = ?")) {
            query.setString(1, names.of(relation));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    records.add(row.getString(1));
                }
            }
        }
        var states = new ArrayList<ConsentState>();
        for (Claimed claimed : claimed(connection, records)) {
            states.add(state(connection, claimed));
        }
        return states;
    }

    /** Look-up names of the records that answer these requests, by the look-up name of the request. */
    Map<String, String> answers(Connection connection, Collection<RequestHash> requests) throws SQLException {
        var found = new HashMap<String, String>();
        try (PreparedStatement query = connection
                .prepareStatement("select distinct request_hash, record from event where request_hash = any(?)")) {
            query.setArray(1, connection.createArrayOf("text", requests.stream().map(names::of).toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), row.getString(2));
                }
            }
        }
        return found;
    }

    private ConsentState state(Connection connection, Claimed claimed) throws SQLException {
        Folded before = folded.getIfPresent(claimed.record());
        if (before != null && before.newest() > claimed.newest()) {
            throw contradiction(before.newest());
        }
        if (before == null || before.newest() < claimed.newest()) {
            before = fold(connection, claimed, before);
        }
        if (!claimed.agrees(before.state())) {
            Folded again = fold(connection, claimed, null);
            if (again.count() > before.count()) { // lost content came back before what was folded
                before = again;
            }
        }
        requireAgreement(claimed, before.state());
        folded.put(claimed.record(), before);
        return before.state();
    }

    private Folded fold(Connection connection, Claimed claimed, @Nullable Folded before) throws SQLException {
        Optional<ConsentState> state = Optional.ofNullable(before).map(Folded::state);
        long newest = before == null ? -1 : before.newest();
        int count = before == null ? 0 : before.count();
        for (StoredEntries.Opened entry : entries.ofRecord(connection, claimed.record(), newest)) {
            state = Optional.of(after(state, entry));
            newest = entry.index();
            count++;
        }
        return new Folded(newest, count, state.orElseThrow(() -> contradiction(claimed.newest())));
    }

    private static ConsentState after(Optional<ConsentState> before, StoredEntries.Opened entry) {
        try {
            if (entry.kind().isExchange() && !entry.kind().isOfLaw()) { // a series has many of them
                return before.orElseThrow(() -> new ProblemException(new LifeProblem.UnknownRecord()));
            }
            return switch (entry.event()) {
                case SignedConsentEvent decision -> ConsentLife.after(before, decision.event(), entry.index());
                case ErasureEvent erasure -> ConsentLife.erased(before, erasure, entry.index());
                case ExchangeEvent law -> ConsentLife.after(before, law, entry.index());
            };
        } catch (ProblemException e) {
            throw new ProblemException(new ConsentRefusal.Contradicted(entry.index()), e);
        }
    }

    private static void requireAgreement(Claimed claimed, ConsentState state) {
        if (!claimed.agrees(state)) {
            throw contradiction(state.standingIndex());
        }
    }

    /** Says it where the operator looks. */
    static void report(ProblemException contradiction) {
        LOG.error("the tables contradict the log: {}", contradiction.problem().detail());
    }

    private static ProblemException contradiction(long index) {
        return new ProblemException(new ConsentRefusal.Contradicted(index));
    }

    private static List<Claimed> claimed(Connection connection, Collection<String> records) throws SQLException {
        var claims = new ArrayList<Claimed>();
        try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setArray(1, connection.createArrayOf("text", records.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    claims.add(new Claimed(row.getString(1), row.getLong(2), row.getString(3), row.getLong(4),
                            row.getObject(5, Long.class), row.getObject(6, Long.class),
                            row.getObject(7, Long.class)));
                }
            }
        }
        return claims;
    }
}
