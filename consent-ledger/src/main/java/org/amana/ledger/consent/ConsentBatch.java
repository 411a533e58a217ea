package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentLife;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedEvent;
import org.amana.core.consent.Tombstone;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.CopyRows;
import org.amana.ledger.log.Participant;
import org.amana.ledger.log.Submission;

/**
 * Decides on events about consents, over what stands and what this batch adds, by the rules of {@link ConsentLife}; and
 * on relations: once nothing in one stands, it can be forgotten.
 */
final class ConsentBatch implements Participant.Batch {
    private final Map<RecordId, ConsentState> states = new HashMap<>();
    private final Map<RequestHash, RecordId> requests = new HashMap<>();
    private final Map<RelationId, ChainPosition> next;
    private final Map<RelationId, RelationRows.Kept> kept;
    private final NoticeOutbox outbox;
    private final Map<RelationId, Long> forgotten = new LinkedHashMap<>();
    private final Map<RecordId, ConsentState> changed = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Withdrawal> withdrawals = new ArrayList<>();

    private record Row(long index, SignedEvent event, Opening opening, ConsentState state, Optional<Long> seq) {}

    /** A withdrawal that its recipient must hear of. */
    record Withdrawal(ConsentDecisions.Decision decision, long index) {}

    ConsentBatch(List<ConsentState> standing, Map<RelationId, ChainPosition> next,
            Map<RelationId, RelationRows.Kept> kept, NoticeOutbox outbox) {
        standing.forEach(this::remember);
        this.next = next;
        this.kept = kept;
        this.outbox = outbox;
    }

    @Override
    public byte[] decide(Submission submission, long index) {
        return switch (submission) {
            case ConsentDecisions.Decision decision -> decide(decision, index);
            case ConsentDecisions.Erasure erasure -> erase(erasure, index);
            case ConsentDecisions.Forgetting forgetting -> forget(forgetting.relation(), index);
            default -> throw new IllegalArgumentException("not about a consent");
        };
    }

    private byte[] decide(ConsentDecisions.Decision decision, long index) {
        ConsentEvent event = decision.event().event();
        ConsentState after = ConsentLife.after(Optional.ofNullable(states.get(event.record())), event, index);
        requireUnanswered(event);
        ChainPosition expected = next.getOrDefault(event.relation(), ChainPosition.first());
        if (!event.position().equals(expected)) {
            throw refused(new ConsentRefusal.WrongPosition(expected.seq()));
        }
        next.put(event.relation(), expected.next(decision.opening().commitment()));
        rows.add(new Row(index, decision.event(), decision.opening(), after, Optional.of(expected.seq())));
        keep(after);
        if (event.kind() == EventKind.WITHDRAWN) {
            withdrawals.add(new Withdrawal(decision, index));
        }
        return decision.opening().commitment().bytes();
    }

    private void requireUnanswered(ConsentEvent event) {
        RecordId answered = requests.get(event.requestHash());
        if (answered != null && !answered.equals(event.record()) && ConsentLife.answersRequest(event.kind())) {
            throw refused(new ConsentRefusal.AlreadyDecided("this request was answered before"));
        }
    }

    private byte[] erase(ConsentDecisions.Erasure erasure, long index) {
        Optional<ConsentState> before = Optional.ofNullable(states.get(erasure.event().record()));
        ConsentState after = ConsentLife.erased(before, erasure.event(), index);
        rows.add(new Row(index, erasure.event(), erasure.opening(), after, Optional.empty()));
        keep(after);
        return erasure.opening().commitment().bytes();
    }

    private byte[] forget(RelationId relation, long index) {
        RelationRows.Kept all = Objects.requireNonNull(kept.get(relation));
        if (changed.values().stream().anyMatch(state -> state.relation().equals(relation))) {
            throw refused(new ConsentRefusal.WrongState("something about this is being written now; ask again"));
        }
        if (all.leaves().isEmpty() || forgotten.containsKey(relation)) {
            throw refused(new ConsentRefusal.UnknownRecord());
        }
        if (all.states().stream().anyMatch(ConsentState::isInForce)) {
            throw refused(new ConsentRefusal.WrongState("a consent still stands; withdraw it first"));
        }
        if (!all.isToldOfAll()) {
            throw refused(new ConsentRefusal.WrongState(
                    "the recipient has not been told of the withdrawal yet; it must know before this is forgotten"));
        }
        byte[] entry = new Tombstone(all.leaves()).entry();
        forgotten.put(relation, index);
        all.states().forEach(state -> {
            states.remove(state.record());
            requests.remove(state.requestHash());
        });
        next.remove(relation);
        return entry;
    }

    private void keep(ConsentState state) {
        remember(state);
        changed.put(state.record(), state);
    }

    private void remember(ConsentState state) {
        states.put(state.record(), state);
        requests.put(state.requestHash(), state.record());
    }

    @Override
    public void write(Connection tx) throws SQLException {
        for (Map.Entry<RelationId, Long> relation : forgotten.entrySet()) {
            RelationRows.forget(tx, relation.getKey(), relation.getValue());
        }
        var events = new CopyRows(
                "event (index, kind, record, relation, seq, controller, purpose, request_hash, event, salt, at)", 11);
        for (Row row : rows) {
            ConsentState state = row.state();
            events.row()
                    .number(row.index())
                    .text(row.event().kind().name())
                    .text(state.record().value())
                    .text(state.relation().thumbprint())
                    .number(row.seq())
                    .text(state.controller())
                    .text(state.purpose())
                    .text(state.requestHash().value())
                    .bytes(row.opening().event())
                    .bytes(row.opening().salt())
                    .time(row.event().time());
        }
        events.send(tx);
        ConsentRows.write(tx, changed.values());
        for (Withdrawal withdrawal : withdrawals) {
            outbox.put(tx, withdrawal);
        }
    }

    private static ProblemException refused(ConsentRefusal refusal) {
        return new ProblemException(refusal);
    }
}
