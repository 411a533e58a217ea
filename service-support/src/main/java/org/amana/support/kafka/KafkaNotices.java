package org.amana.support.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Publishes to the topics of the settings: the signed bytes and nothing beside, no key and no header. */
final class KafkaNotices implements NoticeTopics, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaNotices.class);
    /** Whatever comes while so many wait for a broker is not taken: the outbox has it and brings it again. */
    private static final int MOST_WAITING = 256;
    private final KafkaProperties settings;
    private final DefaultCamelContext context;
    private final ProducerTemplate template;
    private final ThreadPoolExecutor sending = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING), Thread.ofPlatform().daemon().name("kafka-notices").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    KafkaNotices(KafkaProperties settings) {
        this.settings = settings;
        this.context = TransportContext.sealed(settings);
        context.start();
        this.template = context.createProducerTemplate();
    }

    @Override
    public boolean has(String party) {
        return settings.noticeTopic(party).isPresent();
    }

    @Override
    public void publish(String party, String notice, Runnable kept) {
        Optional<String> topic = settings.noticeTopic(party);
        if (topic.isPresent()) {
            sending.execute(() -> send(topic.get(), notice, kept));
        }
    }

    private void send(String topic, String notice, Runnable kept) {
        try {
            template.sendBody("kafka:" + topic, notice.getBytes(StandardCharsets.US_ASCII));
            kept.run();
        } catch (CamelExecutionException e) {
            LOG.warn("the broker did not take a notice to {}: {}", topic, reason(e));
        } catch (DataAccessException e) {
            LOG.warn("a notice to {} was taken by the broker and will be sent again", topic);
        }
    }

    /** Not the message of the fault, which may repeat what was sent. */
    private static String reason(CamelExecutionException e) {
        Throwable cause = e.getCause();
        return (cause == null ? e : cause).getClass().getName();
    }

    @Override
    public void close() {
        sending.shutdownNow();
        context.stop();
    }
}
