package org.amana.support.kafka;

import java.util.List;
import java.util.UUID;
import org.amana.support.kafka.KafkaProperties.OrderTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads orders where the source is in this service, and answers where the requester is. Instances share the orders, each
 * hears all answers from its start on: which of them waits for one is known to that instance alone.
 */
final class OrderConsumers extends TopicConsumers {
    private static final Logger LOG = LoggerFactory.getLogger(OrderConsumers.class);

    OrderConsumers(KafkaProperties settings, List<OrderTaker> sources, List<AnswerTaker> requesters)
            throws Exception {
        super(settings);
        String own = settings.group() + "-" + UUID.randomUUID();
        for (OrderTopic one : settings.orders()) {
            for (OrderTaker source : sources) {
                if (source.isHere(one.pair())) {
                    read(one.orders(), "?maxPollRecords=1&consumersCount=" + settings.ordersAtOnce()
                            + "&groupId=" + settings.group() + "-orders",
                            new TakeOrders(one.pair(), source));
                    LOG.info("orders of {} are read from topic {}", one.pair(), one.orders());
                }
            }
            for (AnswerTaker requester : requesters) {
                if (requester.isHere(one.pair())) {
                    read(one.answers(), "?autoOffsetReset=latest&groupId=" + own,
                            new TakeOrders(one.pair(), requester));
                    LOG.info("answers of {} are read from topic {}", one.pair(), one.answers());
                }
            }
        }
        requireOneWay();
    }
}
