package org.amana.ledger.forward;

import java.util.concurrent.CompletableFuture;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.Leader;
import org.amana.ledger.log.LogProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one question to the leader, once. */
final class AskLeader {
    private static final Logger LOG = LoggerFactory.getLogger(AskLeader.class);
    private final HttpPeer peer;

    AskLeader(HttpPeer peer) {
        this.peer = peer;
    }

    /**
     * What it answers, whatever that is.
     *
     * @throws ProblemException {@link LogProblem.NotLeading} when it cannot be reached or leads no more,
     *         {@link LogProblem.Unavailable} when it was reached and no answer came
     */
    HttpAnswer ask(Leader leader, HttpQuestion question) {
        var answer = new CompletableFuture<HttpAnswer>();
        // left to its own time limit when nobody waits for it any more
        Thread.ofVirtual().name("ledger-forward").start(() -> {
            try {
                answer.complete(peer.exchange(question));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return leader.await(answer, question.timeout());
        } catch (ProblemException e) {
            throw e.problem() instanceof PeerProblem problem ? unanswered(problem, e) : e;
        }
    }

    private static ProblemException unanswered(PeerProblem problem, ProblemException e) {
        LOG.warn("the leader did not take a command: {}", problem.detail());
        return new ProblemException(switch (problem) {
            case PeerProblem.Unreachable _,PeerProblem.Refused _ -> new LogProblem.NotLeading();
            case PeerProblem.TimedOut _,PeerProblem.TooLarge _,PeerProblem.UnexpectedAnswer _ ->
                new LogProblem.Unavailable("the leader has not answered yet");
        }, e);
    }
}
