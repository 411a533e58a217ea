package org.amana.support.kafka;

import java.util.Set;

/** The topics of orders and their answers. Who writes waits until the broker has the message, for seconds at most. */
public interface OrderTopics {
    /** Without a broker. */
    OrderTopics NONE = new OrderTopics() {
        @Override
        public Set<OrderPair> pairs() {
            return Set.of();
        }

        @Override
        public boolean order(OrderPair pair, String message) {
            return false;
        }

        @Override
        public boolean answer(OrderPair pair, String message) {
            return false;
        }
    };

    /** All that have topics. */
    Set<OrderPair> pairs();

    /**
     * Writes an order for the source to read.
     *
     * @param message encrypted; ASCII
     * @return whether the broker has it on all replicas in step; false for a pair without topics, too
     */
    boolean order(OrderPair pair, String message);

    /** As {@link #order}, what the requester is to read. */
    boolean answer(OrderPair pair, String message);
}
