package org.amana.ledger.log;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogSigner;
import org.amana.core.problem.ProblemException;

/**
 * Holds the log's keys, and signs a tree only when it is shown to continue the last one it signed, or saw signed by
 * another process with these keys. What that was it remembers outside the database: a database that was set back gets
 * no signature, whoever set it back.
 * Used by one thread at a time, except {@link #foresee}.
 */
final class CheckpointSigner {
    private static final int IDLE_SECONDS = 30;
    private final LogSigner keys;
    private final HighWaterMark mark;
    private final Clock clock;
    /** A thread of its own, which ends when there is nothing to sign: a shared pool may be busy with whoever waits for us. */
    private final Executor signing;
    /** Of trees that are being written, by size. */
    private final ConcurrentSkipListMap<Long, Computed> foreseen = new ConcurrentSkipListMap<>();

    CheckpointSigner(LogSigner keys, HighWaterMark mark, Clock clock) {
        this.keys = keys;
        this.mark = mark;
        this.clock = clock;
        var thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("ledger-signing").daemon().factory());
        thread.allowCoreThreadTimeOut(true);
        this.signing = thread;
    }

    LogIdentity identity() {
        return keys.identity();
    }

    /**
     * The signed checkpoint of a tree: the same bytes whenever the newest one is signed again, after a crash too.
     * Before anybody gets it, its size, root and time are on the disk; what was computed by then is thrown away
     * when they do not get there.
     *
     * @param proofFrom makes the proof that the tree continues the one of a given smaller size
     * @throws ProblemException {@link LogProblem.NotContinued}
     * @throws java.io.UncheckedIOException the mark could not be written
     */
    Signed sign(Head head, LongFunction<ConsistencyProof> proofFrom) {
        requireContinues(head, proofFrom);
        Checkpoint checkpoint = checkpoint(head);
        Optional<Instant> before = checkpoint.equals(mark.newest()) ? mark.signedAt() : Optional.empty();
        Computed signature = before.map(at -> compute(checkpoint, at)).orElseGet(() -> foreseen(checkpoint));
        mark.moveTo(checkpoint, Optional.of(signature.at()));
        return new Signed(head.treeSize(), signature.note().join(), signature.at());
    }

    /**
     * Computes the signature of a tree that is being written. It stays in memory, and is forgotten when the tree became
     * another one. Any thread may ask for it.
     */
    void foresee(Head head) {
        foreseen.put(head.treeSize(), compute(checkpoint(head), clock.instant()));
    }

    private Computed foreseen(Checkpoint checkpoint) {
        Computed computed = foreseen.get(checkpoint.treeSize());
        foreseen.headMap(checkpoint.treeSize(), true).clear();
        return computed != null && computed.checkpoint().equals(checkpoint)
                ? computed
                : compute(checkpoint, clock.instant());
    }

    private Computed compute(Checkpoint checkpoint, Instant at) {
        return new Computed(checkpoint, at,
                CompletableFuture.supplyAsync(() -> keys.sign(checkpoint, at), signing));
    }

    private Checkpoint checkpoint(Head head) {
        return new Checkpoint(keys.origin(), head.treeSize(), head.root());
    }

    /** A signature that nobody has yet. */
    private record Computed(Checkpoint checkpoint, Instant at, CompletableFuture<String> note) {}

    /** The newest checkpoint this process signed, made again; empty when it signed none since it saw another's. */
    Optional<Signed> signedLast() {
        return mark.signedAt().map(at -> new Signed(mark.newest().treeSize(), keys.sign(mark.newest(), at), at));
    }

    /** A checkpoint as it was signed. */
    record Signed(long treeSize, String note, Instant at) {}

    /** The newest tree that this process signed, or saw signed. */
    Checkpoint seen() {
        return mark.newest();
    }

    /**
     * Remembers a tree that was signed elsewhere with these keys, as if it had been signed here.
     *
     * @throws ProblemException {@link LogProblem.NotContinued}
     * @throws java.io.UncheckedIOException the mark could not be written
     */
    void see(Head head, LongFunction<ConsistencyProof> proofFrom) {
        requireContinues(head, proofFrom);
        mark.moveTo(checkpoint(head), Optional.empty());
    }

    /**
     * Compares a tree with the last one signed.
     *
     * @throws ProblemException {@link LogProblem.NotContinued} unless it is that tree or continues it
     */
    void requireContinues(Head head, LongFunction<ConsistencyProof> proofFrom) {
        Checkpoint signed = mark.newest();
        boolean continues;
        if (head.treeSize() <= signed.treeSize()) {
            continues = head.treeSize() == signed.treeSize() && head.root().equals(signed.root());
        } else if (signed.treeSize() == 0) {
            continues = true;
        } else {
            continues = proofFrom.apply(signed.treeSize()).verify(signed.root(), head.root());
        }
        if (!continues) {
            throw new ProblemException(new LogProblem.NotContinued(signed.treeSize(), head.treeSize()));
        }
    }
}
