package org.amana.support.kafka;

import java.util.List;
import org.amana.support.kafka.KafkaProperties.NoticeTopic;
import org.amana.support.web.ProblemMapping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topics of the parties that this service has. */
final class NoticeConsumers extends TopicConsumers {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeConsumers.class);

    NoticeConsumers(KafkaProperties settings, List<NoticeTaker> takers, List<ProblemMapping> mappings)
            throws Exception {
        super(settings);
        for (NoticeTaker taker : takers) {
            for (NoticeTopic one : settings.notices()) {
                if (taker.isHere(one.party())) {
                    read(one.topic(), "", new TakeNotice(one.party(), taker, mappings));
                    LOG.info("notices to {} are read from topic {}", one.party(), one.topic());
                }
            }
        }
        requireOneWay();
    }
}
