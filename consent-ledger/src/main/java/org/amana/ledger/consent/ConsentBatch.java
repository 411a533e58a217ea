package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentLife;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeStatement;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.SignedEvent;
import org.amana.core.consent.Tombstone;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.Party;
import org.amana.ledger.log.Participant;
import org.amana.ledger.log.Submission;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.ledger.sealing.SubjectKey;

/**
 * Decides on events about consents, over what stands and what this batch adds, by the rules of {@link ConsentLife}; and
 * on relations: once nothing in one stands, it can be forgotten.
 */
final class ConsentBatch implements Participant.Batch {
    private final Standing standing;
    private final Standings standings;
    private final ReturnedContent returned;
    private final Tables tables;
    private final EventRows events;
    private final ExchangeBatch exchanges;
    private final Map<RelationId, Long> forgotten = new LinkedHashMap<>();
    private final Map<RecordId, ConsentState> changed = new LinkedHashMap<>();
    private final List<EventRows.Row> rows = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final Set<RelationId> cameBack = new HashSet<>();

    /**
     * A withdrawal, renewal or objection that its recipient must hear of.
     *
     * @param statement what is sent along: a person's objection
     */
    record Told(SignedEvent event, ConsentState state, Party recipient, long index, Optional<String> statement) {}

    /**
     * What stands before the batch, and is kept up to date by its decisions.
     *
     * @param answered look-up names of records by that of the request they answer
     * @param kept of relations that are to be forgotten
     * @param returning all entries of relations whose lost content is handed in
     */
    record Standing(Standings.Found records, Map<String, String> answered, Map<RelationId, ChainPosition> next,
                    Map<RelationId, RelationRows.Kept> kept, Map<RelationId, ReturnedContent.Kept> returning) {}

    /** Where the batch is written. */
    record Tables(LookUpNames names, ConsentRows states, RelationRows relations, NoticeOutbox outbox) {}

    ConsentBatch(Standing standing, Standings standings, ReturnedContent returned, Tables tables, EventRows events,
            ExchangeBatch exchanges) {
        this.standing = standing;
        this.standings = standings;
        this.returned = returned;
        this.tables = tables;
        this.events = events;
        this.exchanges = exchanges;
    }

    @Override
    public byte[] decide(Submission submission, long index) {
        return switch (submission) {
            case ConsentDecisions.Decision decision -> decide(decision, index);
            case ConsentDecisions.Erasure erasure -> erase(erasure, index);
            case ConsentDecisions.Order order ->
                add(exchanges.answer(order.order(), consent(order.order().record()), guardian(order.order()),
                        changed.values(), index));
            case ConsentDecisions.Saying saying -> say(saying, index);
            case ConsentDecisions.Settlement told ->
                add(exchanges.settle(told.outcome(), consent(told.outcome().record()), index));
            case ConsentDecisions.Forgetting forgetting -> forget(forgetting.relation(), index);
            default -> throw new IllegalArgumentException("not about a consent");
        };
    }

    private byte[] decide(ConsentDecisions.Decision decision, long index) {
        ConsentEvent event = decision.event().event();
        ConsentState after = ConsentLife.after(standing.records().of(event.record()), event, index);
        requireUnanswered(event);
        ChainPosition expected = standing.next().getOrDefault(event.relation(), ChainPosition.first());
        if (!event.position().equals(expected)) {
            throw refused(new ConsentRefusal.WrongPosition(expected.seq()));
        }
        standing.next().put(event.relation(), expected.next(decision.opening().commitment()));
        rows.add(new EventRows.Row(index, decision.event(), decision.opening(), after, Optional.of(expected.seq())));
        keep(after);
        if (isTold(event.kind())) {
            told.add(new Told(decision.event(), after, decision.recipient(), index, Optional.empty()));
        }
        return decision.opening().commitment().bytes();
    }

    private byte[] say(ConsentDecisions.Saying saying, long index) {
        ExchangeStatement statement = saying.statement();
        // a law is named about somebody who agreed to an exchange before; what follows is about its own record
        ConsentState about = statement instanceof LawfulAccess access
                ? known(access)
                : consent(statement.record());
        ExchangeEvent event = exchanges.event(statement, about.relation());
        ConsentState after = ConsentLife.after(standing.records().of(statement.record()), event, index);
        keep(after);
        saying.told()
                .ifPresent(
                        party -> told.add(new Told(event, after, party, index, Optional.of(statement.compact()))));
        return add(exchanges.row(event, after, index));
    }

    private ConsentState known(LawfulAccess access) {
        return Optional.of(consent(access.known().record()))
                .filter(state -> state.requestHash().equals(access.known().requestHash())
                        && state.controller().equals(access.requester())
                        && state.source().equals(Optional.of(access.source())))
                .orElseThrow(() -> refused(new ConsentRefusal.UnknownRecord()));
    }

    /** Whether a consent whose content just came back is in doubt, the next batch can tell. */
    private ConsentState consent(RecordId record) {
        ConsentState state = standing.records()
                .of(record)
                .orElseThrow(() -> refused(new ConsentRefusal.UnknownRecord()));
        if (cameBack.contains(state.relation())) {
            throw changing();
        }
        return state;
    }

    /** As {@link #consent}; empty where the order names none, or one that is not there. */
    private Optional<ConsentState> guardian(PermitOrder order) {
        return ConsentDecisions.guardian(order)
                .filter(record -> standing.records().of(record).isPresent())
                .map(this::consent);
    }

    private byte[] add(EventRows.Row row) {
        rows.add(row);
        return row.opening().commitment().bytes();
    }

    /** True for what the recipient cannot know from its own request. */
    static boolean isTold(EventKind kind) {
        return kind == EventKind.WITHDRAWN || kind == EventKind.RENEWED;
    }

    @Override
    public void amend(Submission submission) {
        if (!(submission instanceof ConsentDecisions.Returning content)) {
            throw new IllegalArgumentException("not the content of entries");
        }
        RelationId relation = content.relation();
        requireNotChanging(relation);
        ReturnedContent.Merged merged = Objects.requireNonNull(standing.returning().get(relation))
                .with(content.entries());
        for (ReturnedContent.Entry entry : merged.fresh()) {
            requireUnanswered(entry.event().event());
            standing.records()
                    .of(entry.event().record())
                    .filter(found -> !found.relation().equals(relation))
                    .ifPresent(_ -> {
                        throw refused(new ConsentRefusal.AlreadyDecided("this record was decided before"));
                    });
        }
        if (!merged.fresh().isEmpty()) {
            cameBack.add(relation);
        }
        for (ReturnedContent.Entry entry : merged.fresh()) {
            SignedConsentEvent event = entry.event();
            rows.add(new EventRows.Row(entry.index(), event, entry.opening(), merged.state(event.record()),
                    Optional.of(event.event().position().seq())));
            keep(merged.state(event.record()));
            if (isTold(event.kind())) {
                told.add(new Told(event, merged.state(event.record()), entry.recipient(), entry.index(),
                        Optional.empty()));
            }
        }
        standing.next().put(relation, merged.next());
    }

    private void requireUnanswered(ConsentEvent event) {
        String answered = standing.answered().get(tables.names().of(event.requestHash()));
        if (answered != null && !answered.equals(tables.names().of(event.record()))
                && ConsentLife.answersRequest(event.kind())) {
            throw refused(new ConsentRefusal.AlreadyDecided("this request was answered before"));
        }
    }

    private byte[] erase(ConsentDecisions.Erasure erasure, long index) {
        Optional<ConsentState> before = standing.records().of(erasure.event().record());
        ConsentState after = ConsentLife.erased(before, erasure.event(), index);
        keep(after);
        return add(new EventRows.Row(index, erasure.event(), erasure.opening(), after, Optional.empty()));
    }

    private byte[] forget(RelationId relation, long index) {
        RelationRows.Kept all = Objects.requireNonNull(standing.kept().get(relation));
        all.contradiction().ifPresent(why -> {
            throw why;
        });
        requireNotChanging(relation);
        if (all.leaves().isEmpty() || forgotten.containsKey(relation)) {
            throw refused(new ConsentRefusal.UnknownRecord());
        }
        if (all.states().stream().anyMatch(ConsentState::isInForce)) {
            throw refused(new ConsentRefusal.WrongState("a consent still stands; withdraw it first"));
        }
        if (all.isHeld()) {
            throw refused(new ConsentRefusal.OnHold());
        }
        if (!all.isToldOfAll()) {
            throw refused(new ConsentRefusal.WrongState(
                    "the recipient has not been told of the withdrawal yet; it must know before this is forgotten"));
        }
        byte[] entry = new Tombstone(all.leaves()).entry();
        forgotten.put(relation, index);
        exchanges.forget(relation);
        all.states().forEach(state -> {
            standing.records().states().remove(state.record());
            standing.answered().remove(tables.names().of(state.requestHash()));
        });
        standing.next().remove(relation);
        return entry;
    }

    private void requireNotChanging(RelationId relation) {
        if (forgotten.containsKey(relation)
                || rows.stream().anyMatch(row -> row.state().relation().equals(relation))) {
            throw changing();
        }
    }

    private static ProblemException changing() {
        return refused(new ConsentRefusal.WrongState("something about this is being written now; ask again"));
    }

    private void keep(ConsentState state) {
        standing.records().states().put(state.record(), state);
        standing.answered().put(tables.names().of(state.requestHash()), tables.names().of(state.record()));
        changed.put(state.record(), state);
    }

    @Override
    public void write(Connection tx) throws SQLException {
        for (Map.Entry<RelationId, Long> relation : forgotten.entrySet()) {
            tables.relations().forget(tx, relation.getKey(), relation.getValue());
            events.forgotten(relation.getKey());
        }
        Map<String, SubjectKey> keys = events.write(tx, rows);
        tables.states().write(tx, changed.values());
        for (Told one : told) {
            RelationId relation = one.state().relation();
            tables.outbox().put(tx, one, Objects.requireNonNull(keys.get(tables.names().of(relation))));
        }
    }

    @Override
    public void committed() {
        for (RelationId relation : forgotten.keySet()) {
            standings.forget(Objects.requireNonNull(standing.kept().get(relation)).states());
        }
        standings.remember(changed.values());
        if (!cameBack.isEmpty()) {
            returned.committed();
        }
    }

    private static ProblemException refused(ConsentRefusal refusal) {
        return new ProblemException(refusal);
    }
}
