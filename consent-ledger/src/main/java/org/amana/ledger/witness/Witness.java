package org.amana.ledger.witness;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.NoteProblem;
import org.amana.core.note.SignedCheckpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import org.amana.core.witness.AddCheckpointRequest;

/**
 * Cosigns the checkpoints of known logs (C2SP tlog-witness, "add-checkpoint"): one after the other, each proven to
 * continue the one before, and never two that cannot both be true.
 */
final class Witness {
    /** Requests whose signatures are checked at once; more wait for a moment, then are sent away. */
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Whoever sends the same checkpoint again so soon gets the same cosignatures, so that a replay costs no signature. */
    private static final Duration FRESH = Duration.ofMinutes(1);
    private final WitnessPolicy policy;
    private final WitnessKey key;
    private final CosignedCheckpoints cosigned;
    private final SeenCheckpoints seen;
    private final Forks forks;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Witness(WitnessPolicy policy, WitnessKey key, CosignedCheckpoints cosigned, SeenCheckpoints seen, Forks forks,
            Clock clock) {
        this.policy = policy;
        this.key = key;
        this.cosigned = cosigned;
        this.seen = seen;
        this.forks = forks;
        this.clock = clock;
    }

    /**
     * Answers a request; what is cosigned is durable before this returns.
     *
     * @throws ProblemException {@link org.amana.core.witness.WitnessProblem.MalformedRequest}, {@link NoteProblem},
     *         {@link WitnessRefusal}
     */
    WitnessAnswer addCheckpoint(byte[] body) {
        AddCheckpointRequest request = AddCheckpointRequest.parse(body);
        UnverifiedNote note = request.unverifiedNote();
        KnownLog log = policy.log(note.claimedOrigin())
                .orElseThrow(() -> new ProblemException(new WitnessRefusal.UnknownLog()));
        takePlace();
        try {
            return decide(log, request, open(log, request, note));
        } finally {
            places.release();
        }
    }

    /** The newest checkpoint of the log with that origin hash, with its signatures and those of this witness. */
    Optional<String> checkpoint(String originHash) {
        return policy.logByHash(originHash)
                .flatMap(log -> cosigned.last(log.origin()))
                .map(last -> last.note() + last.lines());
    }

    private void takePlace() {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(new WitnessRefusal.Busy());
    }

    private static SignedCheckpoint open(KnownLog log, AddCheckpointRequest request, UnverifiedNote note) {
        requireEmptyRoot(request.note());
        try {
            return log.identity().openSigned(note);
        } catch (ProblemException e) {
            if (e.problem() instanceof NoteProblem.BadSignature
                    || e.problem() instanceof NoteProblem.MissingSignature) {
                throw new ProblemException(new WitnessRefusal.NotSigned(e.problem().detail()), e);
            }
            throw e;
        }
    }

    /**
     * A checkpoint of size zero must have the root of the empty tree; the specification has a status of its own for it.
     * Looked at before the signatures: no value of type {@link Checkpoint} can hold such a thing.
     */
    private static void requireEmptyRoot(String note) {
        String[] lines = note.split("\n", 4);
        if (lines.length > 2 && lines[1].equals("0") && !lines[2].equals(TreeHash.EMPTY.toBase64())) {
            throw WitnessRefusal.notConsistent("the root of an empty tree is SHA-256 of nothing");
        }
    }

    private WitnessAnswer decide(KnownLog log, AddCheckpointRequest request, SignedCheckpoint shown) {
        Checkpoint next = shown.checkpoint();
        if (request.oldSize() > next.treeSize()) {
            throw new ProblemException(new WitnessRefusal.OldSizeTooLarge());
        }
        while (true) { // again only when another request moved the row, and then the old size is stale
            Optional<CosignedCheckpoints.Cosigned> last = cosigned.last(log.origin());
            seen.compareAtOnce(log, shown);
            long lastSize = last.map(kept -> kept.checkpoint().treeSize()).orElse(0L);
            if (request.oldSize() != lastSize) {
                return new WitnessAnswer.Stale(lastSize);
            }
            requireContinued(last.map(kept -> kept.checkpoint().root()), request, log, shown);
            if (forks.isForked(log.origin())) {
                throw new ProblemException(new WitnessRefusal.LogForked());
            }
            if (last.isPresent() && isFresh(last.get(), next)) {
                return new WitnessAnswer.Cosigned(last.get().lines());
            }
            var cosignature = new CosignedCheckpoints.Cosigned(next, shown.note(),
                    key.cosign(next.text(), clock.instant()), clock.instant());
            if (cosigned.advance(last, cosignature)) {
                seen.continued(log, last.map(CosignedCheckpoints.Cosigned::checkpoint), shown);
                return new WitnessAnswer.Cosigned(cosignature.lines());
            }
        }
    }

    private void requireContinued(Optional<TreeHash> lastRoot, AddCheckpointRequest request, KnownLog log,
                                  SignedCheckpoint shown) {
        Checkpoint next = shown.checkpoint();
        if (request.oldSize() == 0) {
            if (!request.path().isEmpty()) {
                throw WitnessRefusal.notConsistent("from the empty tree to any other no proof is needed");
            }
        } else if (!new ConsistencyProof(request.oldSize(), next.treeSize(), request.path())
                .verify(lastRoot.orElseThrow(), next.root())) {
            // a bad proof proves nothing, but the log did sign this: its tiles will tell
            seen.observe(log, shown);
            throw WitnessRefusal.notConsistent("the proof does not lead from the tree cosigned last to this one");
        }
    }

    private boolean isFresh(CosignedCheckpoints.Cosigned last, Checkpoint next) {
        return last.checkpoint().equals(next) && clock.instant().isBefore(last.at().plus(FRESH));
    }
}
