package org.amana.issuer.order;

import java.time.Clock;
import java.util.Set;
import org.amana.core.exchange.OrderAnswer;
import org.amana.core.exchange.OrderKey;
import org.amana.core.exchange.ReleaseRefusal;
import org.amana.core.exchange.SealedRequest;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityKeys;
import org.amana.issuer.permit.Departed;
import org.amana.support.kafka.OrderPair;
import org.amana.support.kafka.OrderTopics;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The one that writes to the topics of answers: what went through the way out, a refusal that it signs itself, or the key of
 * the source. There is no method that takes anything else.
 */
@Component
class AnswerTopic {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerTopic.class);
    private final OrderTopics topics;
    private final AuthorityKeys keys;
    private final OrderKeys orderKeys;
    private final OrderProperties properties;
    private final Clock clock;

    AnswerTopic(ObjectProvider<OrderTopics> topics, AuthorityKeys keys, OrderKeys orderKeys,
            OrderProperties properties, Clock clock) {
        this.topics = topics.getIfAvailable(() -> OrderTopics.NONE);
        this.keys = keys;
        this.orderKeys = orderKeys;
        this.properties = properties;
        this.clock = clock;
    }

    Set<OrderPair> pairs() {
        return topics.pairs();
    }

    /** Answers with a release whose permit is spent. */
    void send(OrderPair pair, SealedRequest.Opened order, Departed departed) {
        write(pair, new OrderAnswer.Answered(order.id(), departed.release()));
    }

    /** Refuses these very bytes, as they would be refused over HTTP. */
    void refuse(OrderPair pair, SealedRequest.Opened order, Authority source, ProblemAnswer answer) {
        var refusal = new ReleaseRefusal(source.identifier().value(), pair.requester(), order.id(),
                ReleaseRefusal.digest(order.request()), clock.instant(), answer.status(), answer.reason(),
                ProblemWriter.retryAfterSeconds(answer));
        write(pair, new OrderAnswer.Answered(order.id(),
                refusal.seal(keys.credentialKey(source.id()), order.replyKey())));
    }

    /** Says which key orders are encrypted to from now on. */
    void state(OrderPair pair, Authority source) {
        var until = clock.instant().plus(properties.statedFor());
        var stated = new OrderKey(source.identifier().value(), pair.requester(), clock.instant(), until,
                orderKeys.toState(source.id(), until));
        write(pair, new OrderAnswer.KeyStated(stated.sign(keys.credentialKey(source.id()))));
    }

    private void write(OrderPair pair, OrderAnswer answer) {
        if (!topics.answer(pair, answer.write())) {
            LOG.info("an answer of {} did not reach the broker", pair);
        }
    }
}
