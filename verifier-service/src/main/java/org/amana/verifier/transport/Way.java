package org.amana.verifier.transport;

import org.amana.core.http.HttpAnswer;

/** One way to a source and back. */
interface Way {
    /**
     * Asks once.
     *
     * @return the answer over HTTP, or what came another way with the same meaning; nothing of it is believed yet
     * @throws org.amana.core.problem.ProblemException {@link org.amana.core.http.PeerProblem} where there was none
     */
    HttpAnswer ask(ReleaseQuestion question);
}
