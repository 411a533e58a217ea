package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs what was committed, publishes it, and only then answers those who wait for it; the checkpoint's row is stored
 * last, for after a crash the signer makes the same bytes again. While one tree is signed the next batch is already
 * written; when several wait, one signature is for all of them.
 */
final class CheckpointPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointPublisher.class);
    private static final int IN_FLIGHT = 2;
    private final DataSource dataSource;
    private final CheckpointSigner signer;
    private final PublishedLog published;
    private final BlockingQueue<Job> line = new ArrayBlockingQueue<>(IN_FLIGHT);
    /** Published checkpoints without a row: usually none, more only while the database does not answer. */
    private final Queue<CheckpointSigner.Signed> unstored = new ArrayDeque<>();
    private volatile @Nullable ProblemException halt;

    /** A batch that was written; without company it asks the thread to end. */
    private record Job(List<WaitingLine.Waiting> batch, Optional<Written> written) {}

    CheckpointPublisher(DataSource dataSource, CheckpointSigner signer, PublishedLog published) {
        this.dataSource = dataSource;
        this.signer = signer;
        this.published = published;
    }

    /**
     * Publishes what is stored, and signs it unless it is.
     *
     * @throws ProblemException it does not continue what was signed, or its newest checkpoint is not the log's
     */
    void open(Tip tip) throws SQLException {
        signer.requireContinues(tip.head(), oldSize -> published.consistency(oldSize, tip));
        unstored.clear();
        signer.signedLast().ifPresent(unstored::add);
        store();
        Optional<String> newest = newestCheckpoint();
        if (newest.isPresent() && isOf(tip, newest.get())) {
            signer.see(tip.head(), oldSize -> published.consistency(oldSize, tip));
            published.publish(tip, newest.get());
        } else {
            sign(tip);
            store();
        }
    }

    /** True when a stored checkpoint is of that tree, false when it is of an earlier part of it. */
    private boolean isOf(Tip tip, String note) {
        Checkpoint checkpoint = signer.identity().open(UnverifiedNote.parse(note));
        boolean same = checkpoint.treeSize() == tip.treeSize();
        boolean continued = same
                ? checkpoint.root().equals(tip.head().root())
                : checkpoint.treeSize() < tip.treeSize() && (checkpoint.treeSize() == 0
                        || published.consistency(checkpoint.treeSize(), tip)
                                .verify(checkpoint.root(), tip.head().root()));
        if (!continued) {
            throw new ProblemException(new LogProblem.NotContinued(checkpoint.treeSize(), tip.treeSize()));
        }
        return same;
    }

    /** Lets the signature of a tree be computed while the tree is written. */
    void foresee(Head head) {
        signer.foresee(head);
    }

    /** Hands a batch over; waits while those before it are signed. */
    void submit(List<WaitingLine.Waiting> batch, Written written) throws InterruptedException {
        line.put(new Job(batch, Optional.of(written)));
    }

    /** Lets {@link #run} return once all that was handed over is answered. */
    void end() throws InterruptedException {
        line.put(new Job(List.of(), Optional.empty()));
    }

    /** Why nothing is signed any more, if so. */
    Optional<ProblemException> halt() {
        return Optional.ofNullable(halt);
    }

    void run() {
        try {
            boolean more = true;
            while (more) {
                var jobs = new ArrayList<Job>(List.of(line.take()));
                line.drainTo(jobs);
                more = jobs.stream().allMatch(job -> job.written().isPresent());
                publish(jobs.stream().filter(job -> job.written().isPresent()).toList());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(List<Job> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        try {
            jobs.forEach(job -> published.keep(job.written().orElseThrow().tip()));
            long before = published.treeSize();
            Tip tip = jobs.getLast().written().orElseThrow().tip();
            if (tip.treeSize() > before) {
                sign(tip);
            }
            for (Job job : jobs) {
                answer(job, before);
            }
            store();
        } catch (SQLException | RuntimeException e) {
            fail(jobs, e);
        }
    }

    private void answer(Job job, long before) throws SQLException {
        List<Outcome> outcomes = job.written().orElseThrow().outcomes();
        for (int i = 0; i < outcomes.size(); i++) {
            CompletableFuture<Appended> promise = job.batch().get(i).promise();
            switch (outcomes.get(i)) {
                case Outcome.Stored stored when stored.treeSize() > before ->
                    promise.complete(published.signed(stored.index()));
                case Outcome.Stored stored -> promise.complete(signedEarlier(stored));
                case Outcome.Repeated repeated -> promise.complete(repeated.appended());
                case Outcome.Refused refused -> promise.completeExceptionally(refused.problem());
            }
        }
    }

    /** A repetition that came between the commit of the first request and its signature. */
    private Appended signedEarlier(Outcome.Stored stored) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return LogTables.firstCheckpoint(connection, stored)
                    .orElseThrow(() -> new ProblemException(new LogProblem.Unavailable("the entry is not signed yet")));
        }
    }

    private void fail(List<Job> jobs, Exception why) {
        ProblemException answer = switch (why) {
            case ProblemException problem when problem.problem() instanceof LogProblem.NotContinued stop -> {
                LOG.error("the log takes no more entries: {}", stop.detail());
                halt = problem;
                yield problem;
            }
            case ProblemException problem -> problem;
            case SQLException sql -> LogWriter.unavailable(sql);
            default -> {
                LOG.error("a tree was not signed", why);
                yield new ProblemException(new LogProblem.Unavailable("the entry is not signed yet"), why);
            }
        };
        jobs.forEach(job -> job.batch().forEach(waiting -> waiting.promise().completeExceptionally(answer)));
    }

    private Optional<String> newestCheckpoint() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return LogTables.newestSigned(connection).note();
        }
    }

    private void sign(Tip tip) {
        CheckpointSigner.Signed signed = signer.sign(tip.head(), oldSize -> published.consistency(oldSize, tip));
        published.publish(tip, signed.note());
        unstored.add(signed);
    }

    /** Stores what was published. A database that does not answer gets it the next time. */
    private void store() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            for (CheckpointSigner.Signed next = unstored.peek(); next != null; next = unstored.peek()) {
                String kept = LogTables.keepCheckpoint(connection, next);
                if (!kept.equals(next.note())) {
                    requireSameTree(kept, next.note());
                }
                unstored.remove();
            }
        }
    }

    /** Another process may have signed the same tree at another time. */
    private void requireSameTree(String kept, String signed) {
        Checkpoint stored = signer.identity().open(UnverifiedNote.parse(kept));
        Checkpoint own = signer.identity().open(UnverifiedNote.parse(signed));
        if (!stored.equals(own)) {
            throw new ProblemException(new LogProblem.NotContinued(own.treeSize(), stored.treeSize()));
        }
    }
}
