package org.amana.verifier.testing;

import java.util.Set;
import java.util.function.Predicate;
import org.amana.support.kafka.OrderPair;
import org.amana.support.kafka.OrderTopics;

/** No topics, until a test names some and says what becomes of orders. */
public final class TestTopics implements OrderTopics {
    private volatile Set<OrderPair> pairs = Set.of();
    private volatile Predicate<String> broker = _ -> false;

    /** From now on orders of that pair come here; false where the broker does not take one. */
    public void lead(OrderPair pair, Predicate<String> to) {
        broker = to;
        pairs = Set.of(pair);
    }

    /** As at the start. */
    public void clear() {
        pairs = Set.of();
    }

    @Override
    public Set<OrderPair> pairs() {
        return pairs;
    }

    @Override
    public boolean order(OrderPair pair, String message) {
        return broker.test(message);
    }

    @Override
    public boolean answer(OrderPair pair, String message) {
        throw new AssertionError("a requester writes no answers");
    }
}
