package org.amana.wallet.holder;

import org.amana.core.problem.ProblemException;
import org.amana.support.web.ClientAddress;
import org.springframework.stereotype.Component;

/** Counts what is written to no inbox, by network address: whoever looks for addresses has to wait. */
@Component
public class InboxAttempts {
    private final Attempts attempts;

    InboxAttempts(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * Charges one.
     *
     * @param allowed before a pause
     * @throws ProblemException {@link HolderProblem.TooManyTries} while this network address is paused
     */
    public void admit(ClientAddress address, int allowed) {
        attempts.admitMessage(address, allowed);
    }

    /** Gives it back. */
    public void wasRight(ClientAddress address) {
        attempts.messageWasRight(address);
    }
}
