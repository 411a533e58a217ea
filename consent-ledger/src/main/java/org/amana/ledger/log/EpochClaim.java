package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Becomes the leader, whoever else holds the head: a process that stands still in the middle of a batch too. */
final class EpochClaim {
    private static final Logger LOG = LoggerFactory.getLogger(EpochClaim.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    /** SQLSTATE. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private EpochClaim() {}

    /**
     * Claims the next epoch and returns it; nobody has it before the commit.
     *
     * @param address where this process takes requests from the others, if it does
     */
    static long claim(Connection tx, Optional<LeaderAddress> address) throws SQLException {
        try {
            return LogTables.claimEpoch(tx, PATIENCE, address);
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            tx.rollback();
            LOG.warn("another process stands still in the middle of a batch; its sessions are ended");
            LogTables.endBatchesOfOthers(tx);
            tx.rollback();
            return LogTables.claimEpoch(tx, PATIENCE, address);
        }
    }
}
