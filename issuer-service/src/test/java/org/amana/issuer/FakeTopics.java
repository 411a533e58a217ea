package org.amana.issuer;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.amana.core.exchange.OrderAnswer;
import org.amana.core.exchange.Release;
import org.amana.support.kafka.OrderPair;
import org.amana.support.kafka.OrderTopics;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;

/** Keeps what is written for the municipality, as a topic would. */
@TestComponent
class FakeTopics implements OrderTopics {
    final OrderPair pair;
    private final List<OrderAnswer> written = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    FakeTopics(@Value("${amana.base-url}") String baseUrl) {
        this.pair = new OrderPair(Municipality.PARTY, baseUrl + "/recognition-office");
    }

    @Override
    public Set<OrderPair> pairs() {
        return Set.of(pair, new OrderPair(Municipality.PARTY, "https://issuer.example/of-another-service"));
    }

    @Override
    public boolean order(OrderPair to, String message) {
        throw new AssertionError("a source sends no orders");
    }

    @Override
    public boolean answer(OrderPair to, String message) {
        if (!away) {
            written.add(OrderAnswer.parse(message));
        }
        return !away;
    }

    void calm() {
        written.clear();
        away = false;
    }

    void goAway() {
        away = true;
    }

    List<OrderAnswer.Answered> answers() {
        return written.stream()
                .filter(OrderAnswer.Answered.class::isInstance)
                .map(OrderAnswer.Answered.class::cast)
                .toList();
    }

    List<String> keys() {
        return written.stream()
                .filter(OrderAnswer.KeyStated.class::isInstance)
                .map(one -> ((OrderAnswer.KeyStated) one).orderKey())
                .toList();
    }

    static Release.Trust trust() {
        return new Release.Trust(new org.amana.core.trust.ChainValidator(), ReleaseWorld.issuers());
    }
}
