package org.amana.wallet.inbox;

import org.amana.core.inbox.InboxQuestion;
import org.amana.core.problem.ProblemException;
import org.amana.support.web.ClientAddress;
import org.amana.wallet.holder.InboxAttempts;
import org.springframework.stereotype.Component;

/**
 * Takes what somebody writes to an address. The message is judged before the address is looked for, and the address is
 * looked for in one statement whether it is there or not: the answer tells no more than that nothing was taken.
 */
@Component
class ReceiveMessage {
    private final InboxStore store;
    private final InboxAttempts attempts;
    private final InboxSettings settings;

    ReceiveMessage(InboxStore store, InboxAttempts attempts, InboxSettings settings) {
        this.store = store;
        this.attempts = attempts;
        this.settings = settings;
    }

    /**
     * Takes one.
     *
     * @throws ProblemException {@link org.amana.wallet.holder.HolderProblem.TooManyTries} while this network address is
     *             paused; nothing is looked at then
     */
    InboxStore.Taken receive(String address, String sealed, ClientAddress from) {
        attempts.admit(from, settings.wrong());
        InboxStore.Taken taken = isSealed(sealed)
                ? store.put(InboxNote.hash(address), sealed)
                : InboxStore.Taken.NOBODY;
        if (taken != InboxStore.Taken.NOBODY) {
            attempts.wasRight(from);
        }
        return taken;
    }

    private static boolean isSealed(String sealed) {
        try {
            InboxQuestion.requireSealed(sealed);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }
}
