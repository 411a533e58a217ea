package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.amana.core.note.LogCopy;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches, one at a time, each in one transaction: fence, leaves, tiles and what belongs to them. Before the
 * commit nothing has happened; after it the entries stand, and are signed next. Used by the sequencer's thread alone.
 */
final class LogWriter {
    private static final long NO_EPOCH = -1;
    private final DataSource dataSource;
    private final Optional<LeaderAddress> address;
    private final Consumer<Head> foreseen;
    private @Nullable LogState state;
    private @Nullable Head committed;
    private long epoch = NO_EPOCH;
    /** After a batch with a repetition or a refusal the next one is not taken for new. */
    private boolean allWereNew = true;

    /**
     * A writer that does not lead yet.
     *
     * @param address where this process takes requests from the others, if it does
     * @param foreseen told of the tree of few entries before it is written; it may never be
     */
    LogWriter(DataSource dataSource, Optional<LeaderAddress> address, Consumer<Head> foreseen) {
        this.dataSource = dataSource;
        this.address = address;
        this.foreseen = foreseen;
    }

    /** Becomes the leader, and returns how far the log reaches. */
    Tip open() throws SQLException {
        try (Connection tx = dataSource.getConnection()) {
            tx.setAutoCommit(false);
            try {
                epoch = EpochClaim.claim(tx, address);
                tx.commit();
                return current(tx).tip();
            } finally {
                tx.rollback();
            }
        }
    }

    /**
     * Appends what is accepted of a batch.
     *
     * @throws ProblemException {@link LogProblem.NotLeading} when another process claimed the log,
     *         {@link LogProblem.NotContinued} when the database holds less than was written
     * @throws SQLException the batch may or may not be durable: the next one reads the tables again
     */
    Written write(List<Submission> batch) throws SQLException {
        try (Connection tx = dataSource.getConnection()) {
            tx.setAutoCommit(false);
            try {
                Optional<Written> asFirst = allWereNew ? writeAsFirst(tx, batch) : Optional.empty();
                return asFirst.isPresent() ? asFirst.get() : writeWhatIsNew(tx, batch);
            } catch (SQLException | RuntimeException e) {
                state = null;
                tx.rollback();
                throw e;
            }
        }
    }

    /** Requests are nearly always new, and asking whether they are is one way to the server; empty when not. */
    private Optional<Written> writeAsFirst(Connection tx, List<Submission> batch) throws SQLException {
        LogState log = current(tx);
        BatchDecisions decided = BatchDecisions.decideAsFirst(tx, batch, log);
        return decided.areAllEntries() ? append(tx, log, decided) : Optional.empty();
    }

    private Written writeWhatIsNew(Connection tx, List<Submission> batch) throws SQLException {
        LogState log = current(tx);
        BatchDecisions decided = BatchDecisions.decide(tx, batch, log);
        allWereNew = decided.areAllEntries();
        if (decided.amendsAlone()) {
            return amend(tx, log, decided);
        }
        if (decided.entries().isEmpty()) {
            tx.rollback();
            return new Written(decided.outcomes(log.head().treeSize()), log.tip());
        }
        return append(tx, log, decided)
                .orElseThrow(() -> new IllegalStateException("a request came that had not come before, and had"));
    }

    /**
     * Takes over what a copy of the log holds beyond the database: all of it or nothing. What its tombstones name is
     * erased again; that the other entries came without their content is remembered.
     *
     * @throws ProblemException {@link LogProblem.NotContinued} when it does not continue what is stored
     */
    Tip takeOver(LogCopy copy, Instant at) throws SQLException {
        try (Connection tx = dataSource.getConnection()) {
            tx.setAutoCommit(false);
            try {
                Tip tip = new TakenOver(tx, current(tx)).all(copy, at);
                tx.commit();
                committed = tip.head();
                return tip;
            } catch (SQLException | RuntimeException e) {
                state = null;
                tx.rollback();
                throw e;
            }
        }
    }

    /** Behind the same fence as entries. */
    private Written amend(Connection tx, LogState log, BatchDecisions decided) throws SQLException {
        if (!AppendedRows.advance(tx, log.head(), log.head())) {
            throw overtaken(tx, log.head());
        }
        decided.write(tx);
        tx.commit();
        decided.committed();
        return new Written(decided.outcomes(log.head().treeSize()), log.tip());
    }

    /** Empty when a request came before, and then nothing happened. */
    private Optional<Written> append(Connection tx, LogState log, BatchDecisions decided) throws SQLException {
        LogState.Growth growth = log.append(decided.entries());
        if (AppendedRows.areFew(decided.entries())) {
            foreseen.accept(growth.to());
        }
        switch (AppendedRows.write(tx, growth, decided.entries(), decided.requests())) {
            case OVERTAKEN -> throw overtaken(tx, growth.from());
            case REPEATED -> {
                state = null;
                tx.rollback();
                return Optional.empty();
            }
            case WRITTEN -> {
                decided.write(tx);
                tx.commit();
            }
        }
        committed = growth.to();
        decided.committed();
        return Optional.of(new Written(decided.outcomes(growth.to().treeSize()), log.tip(growth)));
    }

    /**
     * Another leader moved the head; or an earlier commit of ours whose answer was lost (the server stood still, or
     * the line broke) came through after the head was read, which is no other leader; or somebody moved the head back.
     */
    private ProblemException overtaken(Connection tx, Head from) throws SQLException {
        Head now = LogTables.head(tx);
        if (now.epoch() != epoch) {
            return new ProblemException(new LogProblem.NotLeading());
        }
        if (now.treeSize() > from.treeSize()) {
            return new ProblemException(new LogProblem.Unavailable("an earlier batch was still on its way"));
        }
        return new ProblemException(new LogProblem.NotContinued(from.treeSize(), now.treeSize()));
    }

    private LogState current(Connection tx) throws SQLException {
        if (state != null) {
            return state;
        }
        Head head = LogTables.head(tx);
        if (head.epoch() != epoch) {
            throw new ProblemException(new LogProblem.NotLeading());
        }
        if (committed != null && (head.treeSize() < committed.treeSize()
                || (head.treeSize() == committed.treeSize() && !head.root().equals(committed.root())))) {
            // a restored older database must not be continued: that would fork what was already shown
            throw new ProblemException(new LogProblem.NotContinued(committed.treeSize(), head.treeSize()));
        }
        LogState read = LogState.read(tx, head);
        state = read;
        committed = head;
        return read;
    }

    static ProblemException unavailable(SQLException e) {
        return new ProblemException(new LogProblem.Unavailable("the database does not answer"), e);
    }
}
