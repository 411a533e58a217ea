package org.amana.ledger.log;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amana.core.problem.ProblemException;

/** Another process that leads the log, as this one heard of it; known until another leads, or none. */
public final class Leader {
    private final long epoch;
    private final LeaderAddress address;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** @param epoch in which it leads */
    public Leader(long epoch, LeaderAddress address) {
        this.epoch = epoch;
        this.address = address;
    }

    public LeaderAddress address() {
        return address;
    }

    /**
     * Waits for what was asked of it, but no longer than it is known to lead: one that froze answers nobody, and
     * another has taken over long before any time limit of HTTP.
     *
     * @throws ProblemException {@link LogProblem.NotLeading} when it leads no more, {@link LogProblem.Unavailable} after
     *         that time, or what the answer failed with
     */
    public <T> T await(CompletableFuture<T> answer, Duration patience) {
        try {
            CompletableFuture.anyOf(answer, ended).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!answer.isDone()) {
                throw new ProblemException(new LogProblem.NotLeading());
            }
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw new ProblemException(problem.problem(), problem);
            }
            throw new IllegalStateException("asking the leader failed", e.getCause());
        } catch (TimeoutException e) {
            throw new ProblemException(new LogProblem.Unavailable("the leader has not answered yet"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new LogProblem.Unavailable("the ledger is stopping"), e);
        }
    }

    boolean is(long otherEpoch, LeaderAddress otherAddress) {
        return epoch == otherEpoch && address.equals(otherAddress);
    }

    void end() {
        ended.complete(null);
    }
}
