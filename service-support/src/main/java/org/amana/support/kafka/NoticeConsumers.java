package org.amana.support.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.amana.support.kafka.KafkaProperties.NoticeTopic;
import org.amana.support.web.ProblemMapping;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topics of the parties that this service has. */
final class NoticeConsumers extends TopicConsumers {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeConsumers.class);

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private final List<TakeNotice> takes = new ArrayList<>();
    private @Nullable Thread again;

    NoticeConsumers(KafkaProperties settings, List<NoticeTaker> takers, List<ProblemMapping> mappings)
            throws Exception {
        super(settings);
        for (NoticeTaker taker : takers) {
            for (NoticeTopic one : settings.notices()) {
                if (taker.isHere(one.party())) {
                    var take = new TakeNotice(one.party(), taker, mappings);
                    takes.add(take);
                    read(one.topic(), "", take);
                    LOG.info("notices to {} are read from topic {}", one.party(), one.topic());
                }
            }
        }
        requireOneWay();
    }

    @Override
    public void start() {
        super.start();
        again = Thread.ofVirtual().name("kafka-notices-aside").start(this::tryAside);
    }

    private void tryAside() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PAUSE);
                takes.forEach(TakeNotice::takeAside);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread trying = again;
        if (trying != null) {
            trying.interrupt();
        }
        super.stop();
    }
}
