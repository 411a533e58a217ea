package org.amana.support.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
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
 * what cannot be judged or stored now stays where it is and is taken again.
 */
final class TakeNotice implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(TakeNotice.class);
    private final String party;
    private final NoticeTaker taker;
    private final List<ProblemMapping> mappings;

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
        try {
            taker.take(party, new String(value, StandardCharsets.ISO_8859_1));
        } catch (ProblemException e) {
            if (isForLater(e)) {
                throw e;
            }
            LOG.warn("a message to {} was dropped: {}", party, e.problem().code());
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            // a fault of ours; the same notice still comes over HTTP, and those behind it must not wait
            LOG.error("a message to {} was dropped: {}", party, e.getClass().getName());
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
