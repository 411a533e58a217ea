package org.amana.issuer.order;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.support.kafka.OrderPair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells each requester that has topics which key to use: at the start, again and again, and when one used a key that is gone. */
@Component
public class StateOrderKeys {
    private static final Logger LOG = LoggerFactory.getLogger(StateOrderKeys.class);
    /** An order for an unknown key can be anybody's. */
    private static final long AT_MOST_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
    private final Authorities authorities;
    private final AnswerTopic answers;
    private final Map<OrderPair, Long> askedAt = new ConcurrentHashMap<>();

    StateOrderKeys(Authorities authorities, AnswerTopic answers) {
        this.authorities = authorities;
        this.answers = answers;
    }

    /** The authority of this service that the pair asks. */
    static Optional<Authority> source(Authorities authorities, OrderPair pair) {
        return authorities.all().stream().filter(one -> one.identifier().value().equals(pair.source())).findFirst();
    }

    /** To all that have topics. */
    @Scheduled(fixedDelayString = "${amana.issuer.order.state-every:PT1M}")
    public void stateAll() {
        answers.pairs().forEach(pair -> source(authorities, pair).ifPresent(source -> state(pair, source)));
    }

    /** Not more often than every few seconds. */
    void again(OrderPair pair, Authority source) {
        long now = System.nanoTime();
        Long last = askedAt.get(pair);
        if (last == null || now - last > AT_MOST_EVERY_NANOS) {
            askedAt.put(pair, now);
            state(pair, source);
        }
    }

    private void state(OrderPair pair, Authority source) {
        try {
            answers.state(pair, source);
        } catch (DataAccessException e) {
            LOG.warn("the key for orders of {} is stated later: the database does not answer", pair);
        }
    }
}
