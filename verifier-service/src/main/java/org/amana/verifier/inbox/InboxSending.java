package org.amana.verifier.inbox;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a question came on its way to a wallet.
 *
 * @param attempts so far
 * @param sentAt   when the wallet's service took it; whether anybody has read it is not known
 * @param record   of the consent with which the address was given
 */
public record InboxSending(State state, int attempts, Optional<Instant> sentAt, String record) {
    /** Where it stands. */
    public enum State {
        /** Not taken yet; tried again with back-off. */
        SENDING,
        /** The wallet's service has it. */
        SENT,
        /** The person has taken the address back. */
        CLOSED,
        /** The question ended before the wallet's service could be reached. */
        NEVER
    }
}
