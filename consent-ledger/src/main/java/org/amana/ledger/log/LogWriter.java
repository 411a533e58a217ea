package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches, one at a time, each in one transaction: fence, leaves, tiles and what belongs to them. Before the
 * commit nothing has happened; after it the entries stand, and are signed next. Used by the sequencer's thread alone.
 */
final class LogWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final long NO_EPOCH = -1;
    private final DataSource dataSource;
    private @Nullable LogState state;
    private @Nullable Head committed;
    private long epoch = NO_EPOCH;
    private boolean steppedDown;

    LogWriter(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Becomes the leader, and returns how far the log reaches. */
    Tip open() throws SQLException {
        try (Connection tx = dataSource.getConnection()) {
            tx.setAutoCommit(false);
            epoch = LogTables.claimEpoch(tx);
            tx.commit();
            Tip tip = current(tx).tip();
            tx.rollback();
            return tip;
        }
    }

    /**
     * Appends what is accepted of a batch.
     *
     * @throws SQLException the batch may or may not be durable: the next one reads the tables again
     */
    Written write(List<Submission> batch) throws SQLException {
        try (Connection tx = dataSource.getConnection()) {
            tx.setAutoCommit(false);
            try {
                LogState log = current(tx);
                BatchDecisions decided = BatchDecisions.decide(tx, batch, log.head().treeSize());
                if (decided.entries().isEmpty()) {
                    tx.rollback();
                    return new Written(decided.outcomes(log.head().treeSize()), log.tip());
                }
                return append(tx, log, decided);
            } catch (SQLException | RuntimeException e) {
                state = null;
                tx.rollback();
                throw e;
            }
        }
    }

    private Written append(Connection tx, LogState log, BatchDecisions decided) throws SQLException {
        LogState.Growth growth = log.append(decided.entries());
        long treeSize = growth.to().treeSize();
        if (!LogTables.advance(tx, growth.from(), growth.to())) {
            overtaken(tx, growth.from());
        }
        var rows = new CopyRows("leaf (index, entry, leaf_hash)", 3);
        for (int i = 0; i < decided.entries().size(); i++) {
            rows.row()
                    .number(growth.from().treeSize() + i)
                    .bytes(decided.entries().get(i))
                    .bytes(growth.leaves().get(i).bytes());
        }
        rows.send(tx);
        LogTables.insertTiles(tx, growth.filled());
        decided.write(tx, treeSize);
        tx.commit();
        committed = growth.to();
        return new Written(decided.outcomes(treeSize), log.tip(growth));
    }

    /**
     * Somebody else moved the head, or an earlier commit of ours whose answer was lost (the server stood still, or the
     * line broke) came through after the head was read. The latter is no other leader: the tables are read again.
     */
    private void overtaken(Connection tx, Head from) throws SQLException {
        Head now = LogTables.head(tx);
        if (now.epoch() == epoch && now.treeSize() > from.treeSize()) {
            throw new ProblemException(new LogProblem.Unavailable("an earlier batch was still on its way"));
        }
        stepDown("the head is not where this process left it; another process leads, or somebody moved it");
    }

    private LogState current(Connection tx) throws SQLException {
        if (steppedDown) {
            throw new ProblemException(new LogProblem.Unavailable("this process does not lead the log any more"));
        }
        if (state != null) {
            return state;
        }
        Head head = LogTables.head(tx);
        if (head.epoch() != epoch) {
            stepDown("another process leads this log");
        }
        if (committed != null && (head.treeSize() < committed.treeSize()
                || (head.treeSize() == committed.treeSize() && !head.root().equals(committed.root())))) {
            // a restored older database must not be continued: that would fork what was already shown
            stepDown("the database holds less than was published");
        }
        LogState read = LogState.read(tx, head);
        state = read;
        committed = head;
        return read;
    }

    private void stepDown(String why) {
        steppedDown = true;
        LOG.error("the log takes no more entries in this process: {}", why);
        throw new ProblemException(new LogProblem.Unavailable("this process does not lead the log any more"));
    }

    static ProblemException unavailable(SQLException e) {
        return new ProblemException(new LogProblem.Unavailable("the database does not answer"), e);
    }
}
