package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amana.core.problem.ProblemException;

/** Decides a batch in its order: what becomes an entry, what is a repetition, what is refused. */
final class BatchDecisions {
    private final long firstIndex;
    private final Map<Participant, Participant.Batch> participants = new HashMap<>();
    private final Map<Idempotency.Name, LogTables.Earlier> earlier;
    /** Requests of this batch by name, with the place of their entry. */
    private final Map<Idempotency.Name, Fresh> fresh = new HashMap<>();
    private final List<byte[]> entries = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private boolean amended;

    private record Fresh(Idempotency request, int place) {}

    /** Either an outcome that is known, or the place among the entries of this batch. */
    private sealed interface Decision {
        record Known(Outcome outcome) implements Decision {}

        record New(int place) implements Decision {}
    }

    private BatchDecisions(long firstIndex, Map<Idempotency.Name, LogTables.Earlier> earlier) {
        this.firstIndex = firstIndex;
        this.earlier = earlier;
    }

    static BatchDecisions decide(Connection tx, List<Submission> batch, LogState log) throws SQLException {
        List<Idempotency> keys = batch.stream().flatMap(submission -> submission.idempotency().stream()).toList();
        return decide(tx, batch, log, LogTables.earlier(tx, keys));
    }

    /**
     * Decides as if none had come before. Holds only when all become entries and {@link AppendedRows} finds that none had
     * come before: what repeats an accepted request is not refused because that one was accepted.
     */
    static BatchDecisions decideAsFirst(Connection tx, List<Submission> batch, LogState log) throws SQLException {
        return decide(tx, batch, log, Map.of());
    }

    private static BatchDecisions decide(Connection tx, List<Submission> batch, LogState log,
                                         Map<Idempotency.Name, LogTables.Earlier> earlier)
            throws SQLException {
        var decisions = new BatchDecisions(log.head().treeSize(), earlier);
        var byParticipant = new HashMap<Participant, List<Submission>>();
        batch.forEach(submission -> byParticipant
                .computeIfAbsent(submission.participant(), participant -> new ArrayList<>())
                .add(submission));
        for (Map.Entry<Participant, List<Submission>> group : byParticipant.entrySet()) {
            decisions.participants.put(group.getKey(), group.getKey().open(tx, group.getValue(), log.reading()));
        }
        batch.forEach(submission -> decisions.decisions.add(decisions.decide(submission)));
        return decisions;
    }

    private Decision decide(Submission submission) {
        try {
            if (submission.idempotency().isPresent()) {
                Idempotency request = submission.idempotency().get();
                LogTables.Earlier before = earlier.get(request.name());
                if (before != null) {
                    requireSame(before.isFor(request));
                    return new Decision.Known(before.outcome());
                }
                Fresh twin = fresh.get(request.name());
                if (twin != null) {
                    requireSame(twin.request().equals(request));
                    return new Decision.New(twin.place());
                }
            }
            Participant.Batch part = participants.get(submission.participant());
            if (part == null) {
                throw new IllegalStateException("every participant was opened");
            }
            if (!submission.isEntry()) {
                part.amend(submission);
                amended = true;
                return new Decision.Known(new Outcome.Stored(firstIndex - 1, firstIndex));
            }
            int place = entries.size();
            entries.add(part.decide(submission, firstIndex + place));
            submission.idempotency().ifPresent(request -> fresh.put(request.name(), new Fresh(request, place)));
            return new Decision.New(place);
        } catch (ProblemException e) {
            return new Decision.Known(new Outcome.Refused(e));
        }
    }

    private static void requireSame(boolean same) {
        if (!same) {
            throw new ProblemException(new LogProblem.KeyReused());
        }
    }

    /** True when nothing is refused, and nothing becomes anything else but an entry. */
    boolean areAllEntries() {
        return decisions.stream().allMatch(Decision.New.class::isInstance);
    }

    List<byte[]> entries() {
        return entries;
    }

    /** True when there is something to write, although no entry is added. */
    boolean amendsAlone() {
        return amended && entries.isEmpty();
    }

    /** Requests whose entries are new, with the index of each. */
    List<Request> requests() {
        return fresh.values().stream().map(one -> new Request(one.request(), firstIndex + one.place())).toList();
    }

    /** A request and what it became. */
    record Request(Idempotency request, long index) {}

    /** What the participants keep beside the leaves. */
    void write(Connection tx) throws SQLException {
        for (Participant.Batch part : participants.values()) {
            part.write(tx);
        }
    }

    void committed() {
        participants.values().forEach(Participant.Batch::committed);
    }

    /** One outcome for each submission, in the order of the batch. */
    List<Outcome> outcomes(long treeSize) {
        return decisions.stream().map(decision -> switch (decision) {
            case Decision.Known known -> known.outcome();
            case Decision.New made -> new Outcome.Stored(firstIndex + made.place(), treeSize);
        }).toList();
    }
}
