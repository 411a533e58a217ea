package org.amana.wallet.holder;

import org.amana.core.problem.ProblemException;
import org.amana.support.web.ClientAddress;
import org.amana.wallet.vault.HolderId;
import org.springframework.stereotype.Component;

/**
 * Counts codes that an office did not know. The office sees this service, not its holders: one who guesses would use up
 * what the office allows to all of them.
 */
@Component
public class CodeAttempts {
    private final Attempts attempts;

    CodeAttempts(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * Charges one.
     *
     * @throws ProblemException {@link HolderProblem.TooManyTries} while this wallet, or this address, is paused
     */
    public void admit(HolderId holder, ClientAddress address) {
        attempts.admitCode(holder, address);
    }

    /** Gives it back. */
    public void wasRight(HolderId holder, ClientAddress address) {
        attempts.codeWasRight(holder, address);
    }
}
