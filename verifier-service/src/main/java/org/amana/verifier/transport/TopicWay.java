package org.amana.verifier.transport;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amana.core.exchange.OrderAnswer;
import org.amana.core.exchange.OrderKey;
import org.amana.core.exchange.Release;
import org.amana.core.exchange.ReleaseRefusal;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.exchange.SealedRequest;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.PeerProblem;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.support.kafka.AnswerTaker;
import org.amana.support.kafka.OrderPair;
import org.amana.support.kafka.OrderTopics;
import org.amana.verifier.organisation.Organisations;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * By a broker: the request encrypted to the source, and a wait for the answer in the other topic of the pair. Who waits,
 * and the key that opens the answer, is known to this process alone; what is not signed by the source for this very request
 * ends no wait.
 */
@Component
class TopicWay implements Way, AnswerTaker {
    /** Half of the exchanges that may be on their way: a broker that is away leaves the rest to those over HTTP. */
    private static final int AT_ONCE = 20;
    private final OrderTopics topics;
    private final SourceKeys keys;
    private final Organisations organisations;
    private final Clock clock;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    private record Waiting(OrderPair pair, ReleaseQuestion question, CompletableFuture<HttpAnswer> answer) {}

    TopicWay(ObjectProvider<OrderTopics> topics, SourceKeys keys, Organisations organisations, Clock clock) {
        this.topics = topics.getIfAvailable(() -> OrderTopics.NONE);
        this.keys = keys;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** Whether the settings name topics for it. */
    boolean leadsTo(ReleaseQuestion question) {
        return topics.pairs().contains(pair(question));
    }

    @Override
    public HttpAnswer ask(ReleaseQuestion question) {
        OrderPair pair = pair(question);
        OrderKey key = keys.find(pair).orElseThrow(() -> away("the source has stated no key that counts now"));
        if (!free.tryAcquire())
            throw away("too many orders wait for answers from topics");
        var wait = new Waiting(pair, question, new CompletableFuture<>());
        long deadline = System.nanoTime() + longest(question).toNanos();
        waiting.put(question.id(), wait);
        try {
            if (!topics.order(pair, SealedRequest.seal(question.request(), key)))
                throw away("the broker did not take the order");
            return wait.answer().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ProblemException(new PeerProblem.TimedOut("no answer came by the topic"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("the service stops");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.remove(question.id());
            free.release();
        }
    }

    /** The source does not answer what is older. */
    private static Duration longest(ReleaseQuestion question) {
        return question.timeout().compareTo(ReleaseRequest.LIFETIME) < 0
                ? question.timeout()
                : ReleaseRequest.LIFETIME;
    }

    @Override
    public boolean isHere(OrderPair pair) {
        return organisations.all().stream().anyMatch(one -> one.partyId().equals(pair.requester()));
    }

    @Override
    public int maxBytes() {
        return OrderAnswer.MAX_BYTES;
    }

    @Override
    public void take(OrderPair pair, String message) {
        switch (OrderAnswer.parse(message)) {
            case OrderAnswer.KeyStated(var statement) -> keys.take(pair, statement);
            case OrderAnswer.Answered(var id, var answer) -> {
                Waiting wait = waiting.get(id);
                if (wait != null && wait.pair().equals(pair))
                    wait.answer().complete(verified(wait.question(), answer));
            }
        }
    }

    /** What the source signed for that request, in the words of HTTP. */
    private HttpAnswer verified(ReleaseQuestion question, String answer) {
        Optional<Release.Trust> trust = keys.trust(question.source());
        if (trust.isEmpty())
            throw away("the trust list does not name the source");
        if (!ReleaseRefusal.isIn(answer, question.replyKey())) {
            Release.open(answer, question.replyKey(), trust.get(), question.source(), question.party(), question.id(),
                    clock.instant());
            return new HttpAnswer(200, Map.of(), answer.getBytes(StandardCharsets.US_ASCII));
        }
        ReleaseRefusal refusal = ReleaseRefusal.open(answer, question.replyKey(), trust.get(), question.source(),
                question.party(), question.request(), clock.instant());
        Map<String, List<String>> headers = refusal.retryAfterSeconds().isPresent()
                ? Map.of("retry-after", List.of(String.valueOf(refusal.retryAfterSeconds().getAsInt())))
                : Map.of();
        return new HttpAnswer(refusal.status(), headers,
                StrictJson.write(StrictJson.object().put("reason", refusal.reason()))
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static OrderPair pair(ReleaseQuestion question) {
        return new OrderPair(question.party(), question.source());
    }

    private static ProblemException away(String detail) {
        return new ProblemException(new PeerProblem.Unreachable(detail));
    }
}
