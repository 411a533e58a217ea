package org.amana.support.kafka;

import org.amana.core.problem.ProblemException;

/** Who receives notices: the same code for what comes over HTTP and what comes from a broker, which proves nothing. */
public interface NoticeTaker {
    /** Whether the party with that id in the register is one of this service. */
    boolean isHere(String party);

    /**
     * Verifies a notice and does what it says; one that comes twice changes nothing.
     *
     * @param party to whom it came, one that {@link #isHere}
     * @param notice compact, as it came
     * @throws ProblemException where it does not hold, or cannot be judged now
     */
    void take(String party, String notice);

    /** Whether it says that it is from a ledger which is not trusted now, and may be when the trust list comes anew. */
    boolean isOfUnknownLedger(String notice);
}
