package org.amana.ledger.log;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.Commitment;

/** Entries nobody here can read: 33 bytes, taken as they come. */
public final class BlindEntries implements Participant {
    /** A commitment on its way into the log. */
    record Blind(Commitment commitment, Optional<Idempotency> idempotency, Participant participant)
            implements
                Submission {}

    BlindEntries() {}

    /** A commitment to append, once for each request. */
    public Submission submission(Commitment commitment, Idempotency request) {
        return new Blind(commitment, Optional.of(request), this);
    }

    @Override
    public Batch open(Connection tx, List<Submission> submissions, long reading) {
        return new Batch() {
            @Override
            public byte[] decide(Submission submission, long index) {
                if (submission instanceof Blind blind) {
                    return blind.commitment().bytes();
                }
                throw new IllegalArgumentException("not a blind entry");
            }

            @Override
            public void write(Connection transaction) {
                // the leaf is all there is
            }
        };
    }
}
