package org.amana.core.http;

import org.amana.core.problem.ProblemException;

/**
 * Another machine, asked once. Implementations allow only https to public addresses (or what the operator
 * listed), follow no redirect to another host, and hold the limits of the {@link HttpQuestion}.
 */
public interface HttpPeer {
    /**
     * Sends the question and reads the whole answer, whatever its status.
     *
     * @throws ProblemException {@link PeerProblem.Unreachable}, {@link PeerProblem.Refused},
     *         {@link PeerProblem.TooLarge}, {@link PeerProblem.TimedOut}
     */
    HttpAnswer exchange(HttpQuestion question);
}
