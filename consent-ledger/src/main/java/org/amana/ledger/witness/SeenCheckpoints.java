package org.amana.ledger.witness;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.SignedCheckpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;

/**
 * What was shown here of the logs of other nodes: their newest checkpoint that agreed with all before it. Whatever
 * carries a checkpoint of such a log (a receipt, a message of an exchange, a request for a cosignature) is shown to
 * {@link #observe}; two that cannot both be true become a proof in {@link Forks}.
 */
public final class SeenCheckpoints {
    private final WitnessPolicy policy;
    private final SeenRows rows;
    private final CosignedCheckpoints cosigned;
    private final Forks forks;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    SeenCheckpoints(WitnessPolicy policy, SeenRows rows, CosignedCheckpoints cosigned, Forks forks) {
        this.policy = policy;
        this.rows = rows;
        this.cosigned = cosigned;
        this.forks = forks;
    }

    /**
     * Takes a checkpoint that somebody showed. Asks nobody: what cannot be judged at once is compared later.
     *
     * @param origin of the log it should be of
     * @param note signed checkpoint
     * @throws ProblemException {@link org.amana.core.note.NoteProblem} when it is not that log's
     */
    public Observation observe(String origin, String note) {
        Optional<KnownLog> log = policy.log(origin);
        return log.isEmpty()
                ? Observation.UNKNOWN_LOG
                : observe(log.get(), log.get().identity().openSigned(UnverifiedNote.parse(note)));
    }

    Observation observe(KnownLog log, SignedCheckpoint shown) {
        compareAtOnce(log, shown);
        if (forks.isForked(log.origin())) {
            return Observation.FORKED;
        }
        Optional<SeenRows.Row> newest = rows.newest(log.origin());
        if (newest.isEmpty()) {
            // nothing to compare with; when somebody else was faster there is now
            return rows.begin(shown) ? Observation.AGREES : observe(log, shown);
        }
        if (newest.get().checkpoint().equals(shown.checkpoint())) {
            return Observation.AGREES;
        }
        rows.await(shown);
        listeners.forEach(listener -> listener.accept(log.origin()));
        return Observation.COMPARING;
    }

    /** Takes a checkpoint that was proven to continue {@code from}. */
    void continued(KnownLog log, Optional<Checkpoint> from, SignedCheckpoint to) {
        boolean isNext = rows.newest(log.origin())
                .map(SeenRows.Row::checkpoint)
                .filter(newest -> from.isPresent() && from.get().equals(newest))
                .isPresent();
        if (!isNext || !rows.advance(from.orElseThrow(), to.checkpoint(), to.note())) {
            observe(log, to);
        }
    }

    /** Two roots of one size need no tiles to be told apart. */
    void compareAtOnce(KnownLog log, SignedCheckpoint shown) {
        cosigned.last(log.origin()).ifPresent(kept -> forks.compare(log, kept.checkpoint(), kept.note(), shown));
        rows.newest(log.origin()).ifPresent(kept -> forks.compare(log, kept.checkpoint(), kept.note(), shown));
        rows.waiting(log.origin())
                .forEach(kept -> forks.compare(log, kept.row().checkpoint(), kept.row().note(), shown));
    }

    /** Has somebody told of which log there is something to compare. */
    void onWaiting(Consumer<String> listener) {
        listeners.add(listener);
    }
}
