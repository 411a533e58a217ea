package org.amana.ledger.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A feature's part in a batch. All batches run one after the other on the sequencer's thread, so a
 * decision sees every entry before it and no other can come between.
 */
public interface Participant {
    /**
     * Reads, in as few queries as possible, what deciding on these needs.
     *
     * @param reading what was remembered of earlier batches with this number still holds: no other process wrote in
     *        between, and no commit is in doubt. If one did, this batch fails at the fence
     */
    Batch open(Connection tx, List<Submission> submissions, long reading) throws SQLException;

    /** Decisions of one batch. */
    interface Batch {
        /**
         * The entry's bytes, or a refusal; later decisions of the batch see this one.
         *
         * @param index the entry will have
         * @throws org.amana.core.problem.ProblemException nothing is appended for this submission
         */
        byte[] decide(Submission submission, long index);

        /**
         * Decides on a submission that becomes no entry; later decisions of the batch see it.
         *
         * @throws org.amana.core.problem.ProblemException nothing is changed by this submission
         */
        default void amend(Submission submission) {
            throw new IllegalArgumentException("every submission of this participant becomes an entry");
        }

        /** Stores what belongs to what was decided on, in the transaction that appends the entries. */
        void write(Connection tx) throws SQLException;

        /** Called when it is durable, before anybody hears of it; not when that is in doubt. */
        default void committed() {
            // most remember nothing
        }
    }
}
