package org.amana.support.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amana.support.kafka.KafkaProperties.OrderTopic;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the topics of the settings, with a producer apart from that of notices. After a failure a topic is left alone
 * for a moment, so that those who come next do not each wait for a broker that is away.
 */
final class KafkaOrders implements OrderTopics, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaOrders.class);
    private static final long LEFT_ALONE_NANOS = Duration.ofSeconds(5).toNanos();
    private final Map<OrderPair, OrderTopic> topics;
    private final Map<String, Long> failedAt = new ConcurrentHashMap<>();
    private final DefaultCamelContext context;
    private final ProducerTemplate template;

    KafkaOrders(KafkaProperties settings) {
        this.topics = settings.orders().stream().collect(Collectors.toMap(OrderTopic::pair, Function.identity()));
        this.context = TransportContext.sealed(settings);
        context.start();
        this.template = context.createProducerTemplate();
    }

    @Override
    public Set<OrderPair> pairs() {
        return Set.copyOf(topics.keySet());
    }

    @Override
    public boolean order(OrderPair pair, String message) {
        OrderTopic topic = topics.get(pair);
        return topic != null && send(topic.orders(), message);
    }

    @Override
    public boolean answer(OrderPair pair, String message) {
        OrderTopic topic = topics.get(pair);
        return topic != null && send(topic.answers(), message);
    }

    private boolean send(String topic, String message) {
        Long failed = failedAt.get(topic);
        if (failed != null && System.nanoTime() - failed < LEFT_ALONE_NANOS) {
            return false;
        }
        try {
            template.sendBody("kafka:" + topic, message.getBytes(StandardCharsets.US_ASCII));
            failedAt.remove(topic);
            return true;
        } catch (CamelExecutionException e) {
            failedAt.put(topic, System.nanoTime());
            // not the message of the fault, which may repeat what was sent
            Throwable cause = e.getCause();
            LOG.warn("the broker did not take a message to {}: {}", topic,
                    (cause == null ? e : cause).getClass().getName());
            return false;
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
