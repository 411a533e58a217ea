package org.amana.ledger.consent;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.problem.ProblemException;
import org.amana.support.kafka.NoticeTopics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Sends notices, one after the other; a recipient that is down is asked again later. One that has a topic is told there as
 * well, each time: whether the broker is there delays nobody.
 */
final class NoticeSender {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
    private static final int MAX_ANSWER_BYTES = 4_096;
    private final NoticeOutbox outbox;
    private final HttpPeer http;
    private final NoticeTopics topics;
    private final NoticeProperties properties;
    private final Clock clock;

    NoticeSender(NoticeOutbox outbox, HttpPeer http, NoticeTopics topics, NoticeProperties properties, Clock clock) {
        this.outbox = outbox;
        this.http = http;
        this.topics = topics;
        this.properties = properties;
        this.clock = clock;
    }

    /** Sends until it is interrupted. */
    void run() throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            outbox.await(sendDue());
        }
    }

    /** Sends what is due and returns how long there is nothing to do. */
    private Duration sendDue() {
        try {
            for (NoticeOutbox.Due due : outbox.due()) {
                publish(due);
                if (due.url().isPresent() && isDelivered(due, due.url().get())) {
                    outbox.delivered(due);
                } else {
                    outbox.failed(due, properties.pause(due.attempts() + 1));
                }
            }
            return outbox.nextDue()
                    .map(next -> Duration.between(clock.instant(), next))
                    .map(pause -> pause.isNegative() ? Duration.ZERO : pause)
                    .filter(pause -> pause.compareTo(properties.maxRetry()) < 0)
                    .orElse(properties.maxRetry());
        } catch (DataAccessException e) {
            LOG.warn("notices wait: the database does not answer");
            return properties.firstRetry();
        }
    }

    /** Where the recipient has an address its answer counts, not the broker's. */
    private void publish(NoticeOutbox.Due due) {
        topics.publish(due.party(), due.notice(), () -> {
            if (due.url().isEmpty()) {
                outbox.delivered(due);
            }
        });
    }

    private boolean isDelivered(NoticeOutbox.Due due, String url) {
        try {
            HttpAnswer answer = http.exchange(new HttpQuestion("POST", URI.create(url),
                    Map.of("Content-Type", "application/jwt"), due.notice().getBytes(StandardCharsets.US_ASCII),
                    MAX_ANSWER_BYTES, properties.timeout()));
            if (answer.status() / 100 == 2) {
                return true;
            }
            LOG.info("notice {} was answered with {}; attempt {}", due.id(), answer.status(), due.attempts() + 1);
        } catch (ProblemException e) {
            LOG.info("notice {} was not delivered: {}; attempt {}", due.id(), e.problem().code(), due.attempts() + 1);
        } catch (IllegalArgumentException e) {
            LOG.warn("notice {} has no usable address", due.id());
        }
        return false;
    }
}
