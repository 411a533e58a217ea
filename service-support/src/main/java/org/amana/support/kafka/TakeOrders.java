package org.amana.support.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.amana.core.problem.ProblemException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what lies in one topic of a pair, orders or answers. Both count for seconds, so nothing waits for another try: who
 * asked asks again.
 */
final class TakeOrders implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(TakeOrders.class);
    private final OrderPair pair;
    private final PairTaker taker;

    TakeOrders(OrderPair pair, PairTaker taker) {
        this.pair = pair;
        this.taker = taker;
    }

    @Override
    public void process(Exchange exchange) {
        take(exchange.getMessage().getBody(byte[].class));
        Objects.requireNonNull(
                exchange.getMessage().getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class)).commit();
    }

    /** Takes one message; nothing it does keeps the next from being read. */
    void take(byte @Nullable [] value) {
        if (value == null || value.length == 0 || value.length > taker.maxBytes()) {
            LOG.warn("a message of {} was dropped: it has 1 to {} bytes", pair, taker.maxBytes());
            return;
        }
        try {
            taker.take(pair, new String(value, StandardCharsets.ISO_8859_1));
        } catch (ProblemException e) {
            LOG.warn("a message of {} was dropped: {}", pair, e.problem().code());
        } catch (RuntimeException e) {
            LOG.error("a message of {} was dropped: {}", pair, e.getClass().getName());
        }
    }
}
