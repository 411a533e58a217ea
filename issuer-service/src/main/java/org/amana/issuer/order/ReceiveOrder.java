package org.amana.issuer.order;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Clock;
import java.util.Optional;
import org.amana.core.exchange.SealedRequest;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.permit.Departed;
import org.amana.issuer.release.ReleaseContext;
import org.amana.issuer.requester.RequesterProblem;
import org.amana.support.kafka.OrderPair;
import org.amana.support.kafka.OrderTaker;
import org.amana.support.web.ProblemWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes an order from a topic and answers it in the other one of the pair. What it asks for is decided where requests over
 * HTTP are; the topic proves nothing, but only the requester that it belongs to is answered there.
 */
@Component
public class ReceiveOrder implements OrderTaker {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveOrder.class);
    private final Authorities authorities;
    private final OrderKeys keys;
    private final StateOrderKeys statements;
    private final ReleaseContext releases;
    private final AnswerTopic answers;
    private final ProblemWriter problems;
    private final Clock clock;

    ReceiveOrder(Authorities authorities, OrderKeys keys, StateOrderKeys statements, ReleaseContext releases,
            AnswerTopic answers, ProblemWriter problems, Clock clock) {
        this.authorities = authorities;
        this.keys = keys;
        this.statements = statements;
        this.releases = releases;
        this.answers = answers;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    public boolean isHere(OrderPair pair) {
        return StateOrderKeys.source(authorities, pair).isPresent();
    }

    @Override
    public int maxBytes() {
        return SealedRequest.MAX_BYTES;
    }

    @Override
    public void take(OrderPair pair, String message) {
        Authority source = StateOrderKeys.source(authorities, pair).orElseThrow();
        Optional<ECKey> key = keys.find(source.id(), SealedRequest.kid(message));
        if (key.isEmpty()) {
            LOG.info("an order of {} is for a key that is not here", pair);
            statements.again(pair, source);
            return;
        }
        SealedRequest.Opened order = SealedRequest.open(message, key.get());
        if (order.isStale(clock.instant())) {
            LOG.info("an order of {} came too late to be answered", pair);
            return;
        }
        Departed departed;
        try {
            departed = releases.release(source, order.request(), pair.requester());
        } catch (RuntimeException e) {
            refuse(pair, order, source, e);
            return;
        }
        answers.send(pair, order, departed);
    }

    /** A copy gets no answer: one that overtook the answer to the original would end it. */
    private void refuse(OrderPair pair, SealedRequest.Opened order, Authority source, RuntimeException e) {
        if (e instanceof ProblemException refused && refused.problem() instanceof RequesterProblem.Replayed) {
            LOG.info("an order of {} came again", pair);
        } else {
            answers.refuse(pair, order, source, problems.judge(e));
        }
    }
}
