package org.amana.ledger.register;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amana.ledger.log.Participant;
import org.amana.ledger.log.Submission;

/**
 * Decides on changes of the register, each a public leaf of the log: nobody can claim afterwards that a purpose had been
 * registered earlier, or otherwise, or by one person alone.
 */
final class RegisterVersions implements Participant {
    @Override
    public Batch open(Connection tx, List<Submission> submissions, long reading) throws SQLException {
        var newest = new HashMap<EntryKey, RegisterRows.Version>();
        var proposals = new HashMap<ProposalId, Proposal>();
        for (Submission submission : submissions) {
            switch (submission) {
                case RegisterSubmission.Candidate candidate -> read(tx, candidate.entry(), newest);
                case RegisterSubmission.Proposing proposing -> read(tx, proposing.proposal().entry(), newest);
                case RegisterSubmission.Deciding deciding -> {
                    var found = RegisterRows.proposal(tx, deciding.proposal());
                    if (found.isPresent()) {
                        proposals.put(deciding.proposal(), found.get());
                        read(tx, found.get().entry(), newest);
                    }
                }
                default -> {
                    // an opening needs nothing of these
                }
            }
        }
        return new RegisterBatch(newest, proposals, RegisterRows.isOpened(tx));
    }

    private static void read(Connection tx, EntryKey entry, Map<EntryKey, RegisterRows.Version> newest)
            throws SQLException {
        var found = RegisterRows.newest(tx, entry);
        if (found.isPresent()) {
            newest.put(entry, found.get());
        }
    }
}
