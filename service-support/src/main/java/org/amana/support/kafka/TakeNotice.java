package org.amana.support.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.problem.ProblemException;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Takes what lies in the topic of one party. What is no notice to it is dropped, so that it holds up nothing behind it;
 * what cannot be judged or stored now stays where it is and is taken again. A notice of a ledger that is not trusted yet is
 * put aside, for anybody can claim to be one, and tried until the trust list has come anew.
 */
final class TakeNotice implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(TakeNotice.class);
    private static final int MOST_ASIDE = 32;
    /** Twice the age at which a trust list is fetched anew. */
    private static final long ASIDE_NANOS = Duration.ofMinutes(2).toNanos();
    private final Queue<Aside> aside = new ArrayBlockingQueue<>(MOST_ASIDE);
    private final String party;
    private final NoticeTaker taker;
    private final List<ProblemMapping> mappings;

    private record Aside(String notice, long since) {}

    TakeNotice(String party, NoticeTaker taker, List<ProblemMapping> mappings) {
        this.party = party;
        this.taker = taker;
        this.mappings = List.copyOf(mappings);
    }

    @Override
    public void process(Exchange exchange) {
        take(exchange.getMessage().getBody(byte[].class));
        Objects.requireNonNull(
                exchange.getMessage().getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class)).commit();
    }

    /**
     * Takes one message.
     *
     * @throws RuntimeException where it is to come again
     */
    void take(byte @Nullable [] value) {
        if (value == null || value.length == 0 || value.length > ConsentNotice.MAX_BYTES) {
            LOG.warn("a message to {} was dropped: a notice has 1 to {} bytes", party, ConsentNotice.MAX_BYTES);
            return;
        }
        String notice = new String(value, StandardCharsets.ISO_8859_1);
        try {
            taker.take(party, notice);
        } catch (ProblemException e) {
            if (isForLater(e)) {
                throw e;
            }
            boolean kept = taker.isOfUnknownLedger(notice) && aside.offer(new Aside(notice, System.nanoTime()));
            LOG.warn("a message to {} was {}: {}", party, kept ? "put aside" : "dropped", e.problem().code());
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            // a fault of ours; the same notice still comes over HTTP, and those behind it must not wait
            LOG.error("a message to {} was dropped: {}", party, e.getClass().getName());
        }
    }

    /** Tries once more what was put aside. */
    void takeAside() {
        for (int left = aside.size(); left > 0; left--) {
            Aside one = aside.remove();
            if (!isDone(one.notice())) {
                boolean kept = System.nanoTime() - one.since() < ASIDE_NANOS && aside.offer(one);
                LOG.info("a message to {} that was put aside {}", party, kept ? "waits" : "was dropped");
            }
        }
    }

    private boolean isDone(String notice) {
        try {
            taker.take(party, notice);
            return true;
        } catch (RuntimeException e) {
            // not verified, not judged or not stored: until its time is over it may be
            return false;
        }
    }

    /** What would be answered with 5xx over HTTP is sent again there, too. */
    private boolean isForLater(ProblemException e) {
        return mappings.stream()
                .flatMap(mapping -> mapping.answer(e.problem()).stream())
                .mapToInt(ProblemAnswer::status)
                .findFirst()
                .orElse(400) >= 500;
    }
}
