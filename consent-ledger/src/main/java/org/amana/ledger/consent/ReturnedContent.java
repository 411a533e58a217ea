package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentLife;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.LifeProblem;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.SignedEvent;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.Party;

/**
 * Puts content that was lost back between the entries of its relation: the relation is folded again from its first
 * entry, so what comes of it is what would stand had nothing been lost.
 */
final class ReturnedContent {
    private final StoredEntries entries;
    private final LostContent lost;

    /** Content of one entry: it opens its leaf, and was checked against the register. */
    record Entry(long index, SignedConsentEvent event, Opening opening, Party recipient) {}

    /** How the relation stands with what came back; {@code fresh} is what was not there. */
    record Merged(List<Entry> fresh, Map<RecordId, ConsentState> states, ChainPosition next) {
        ConsentState state(RecordId record) {
            return Objects.requireNonNull(states.get(record));
        }
    }

    ReturnedContent(StoredEntries entries, LostContent lost) {
        this.entries = entries;
        this.lost = lost;
    }

    /** What is durable may have come back. */
    void committed() {
        lost.returned();
    }

    /** All that is kept of each relation, and of the entries handed in those that were erased. */
    Map<RelationId, Kept> find(Connection tx, Map<RelationId, Set<Long>> handedIn) throws SQLException {
        var found = new HashMap<RelationId, Kept>();
        for (Map.Entry<RelationId, Set<Long>> one : handedIn.entrySet()) {
            try {
                found.put(one.getKey(), new Kept(entries.ofRelation(tx, one.getKey()), forgotten(tx, one.getValue()),
                        Optional.empty()));
            } catch (ProblemException e) {
                found.put(one.getKey(), new Kept(List.of(), Set.of(), Optional.of(e)));
            }
        }
        return found;
    }

    private static Set<Long> forgotten(Connection tx, Set<Long> indexes) throws SQLException {
        var found = new HashSet<Long>();
        try (PreparedStatement query = tx
                .prepareStatement("select index from forgotten_leaf where index = any(?)")) {
            query.setArray(1, tx.createArrayOf("bigint", indexes.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(row.getLong(1));
                }
            }
        }
        return found;
    }

    /**
     * All entries of a relation, in the order of the log.
     *
     * @param forgotten of the leaves handed in those that tombstones name
     * @param contradiction why nothing can be said of it, if so
     */
    record Kept(List<StoredEntries.Opened> entries, Set<Long> forgotten, Optional<ProblemException> contradiction) {
        /**
         * Puts content back.
         *
         * @throws ProblemException {@link ConsentRefusal}, {@link org.amana.core.consent.LifeProblem}: it could not have
         *         been accepted where it stands, or what came after it could not
         */
        Merged with(List<Entry> content) {
            contradiction.ifPresent(why -> {
                throw why;
            });
            Set<Long> there = entries.stream().map(StoredEntries.Opened::index).collect(Collectors.toSet());
            List<Entry> fresh = content.stream().filter(entry -> !there.contains(entry.index())).toList();
            fresh.stream().filter(entry -> forgotten.contains(entry.index())).findFirst().ifPresent(entry -> {
                throw new ProblemException(new ConsentRefusal.Forgotten(entry.index()));
            });
            var chain = new Chain();
            Stream.concat(entries.stream(),
                    fresh.stream().map(entry -> new StoredEntries.Opened(entry.index(), entry.opening())))
                    .sorted(Comparator.comparingLong(StoredEntries.Opened::index))
                    .forEach(chain::add);
            return new Merged(fresh, chain.states, chain.next);
        }
    }

    /** A relation as it is folded from its entries. */
    private static final class Chain {
        private final Map<RecordId, ConsentState> states = new HashMap<>();
        private final Map<RecordId, ConsentEvent> decided = new HashMap<>();
        private ChainPosition next = ChainPosition.first();

        void add(StoredEntries.Opened entry) {
            SignedEvent event = entry.event();
            Optional<ConsentState> before = Optional.ofNullable(states.get(event.record()));
            states.put(event.record(), switch (event) {
                case ErasureEvent erasure -> ConsentLife.erased(before, erasure, entry.index());
                case ExchangeEvent _ -> before.orElseThrow(() -> new ProblemException(new LifeProblem.UnknownRecord()));
                case SignedConsentEvent own -> decide(before, own.event(), entry);
            });
        }

        private ConsentState decide(Optional<ConsentState> before, ConsentEvent event, StoredEntries.Opened entry) {
            if (!event.position().equals(next)) {
                throw new ProblemException(new ConsentRefusal.WrongPosition(next.seq()));
            }
            ConsentState after = ConsentLife.after(before, event, entry.index());
            if (event.kind() == EventKind.RENEWED) {
                Renewal.require(Objects.requireNonNull(decided.get(event.record())), event);
            }
            decided.put(event.record(), event);
            next = next.next(entry.opening().commitment());
            return after;
        }
    }
}
