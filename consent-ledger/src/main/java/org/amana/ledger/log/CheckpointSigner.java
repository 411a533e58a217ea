package org.amana.ledger.log;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
 * Used by one thread at a time.
 */
final class CheckpointSigner {
    private static final int IDLE_SECONDS = 30;
    private final LogSigner keys;
    private final HighWaterMark mark;
    private final Clock clock;
    /** A thread of its own, which ends when there is nothing to sign: a shared pool may be busy with whoever waits for us. */
    private final Executor signing;

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
     * Before anybody gets it, its size, root and time are on the disk; what is signed meanwhile is thrown away when
     * they do not get there.
     *
     * @param proofFrom makes the proof that the tree continues the one of a given smaller size
     * @throws ProblemException {@link LogProblem.NotContinued}
     * @throws java.io.UncheckedIOException the mark could not be written
     */
    Signed sign(Head head, LongFunction<ConsistencyProof> proofFrom) {
        requireContinues(head, proofFrom);
        var checkpoint = new Checkpoint(keys.origin(), head.treeSize(), head.root());
        Instant at = checkpoint.equals(mark.newest()) ? mark.signedAt().orElseGet(clock::instant) : clock.instant();
        CompletableFuture<String> note = CompletableFuture.supplyAsync(() -> keys.sign(checkpoint, at), signing);
        mark.moveTo(checkpoint, Optional.of(at));
        return new Signed(head.treeSize(), note.join(), at);
    }

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
        mark.moveTo(new Checkpoint(keys.origin(), head.treeSize(), head.root()), Optional.empty());
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
