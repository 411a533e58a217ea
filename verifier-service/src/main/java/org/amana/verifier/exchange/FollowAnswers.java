package org.amana.verifier.exchange;

import java.util.Optional;
import org.amana.core.problem.Finding;
import org.amana.verifier.request.CheckClosed;
import org.amana.verifier.request.CheckTaken;
import org.amana.verifier.retention.ConsentWithdrawn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a person answers, or takes back, reaches the order within the transaction that stores it. */
@Component
class FollowAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(FollowAnswers.class);
    private final ExchangeOrders orders;
    private final ReceivedData received;

    FollowAnswers(ExchangeOrders orders, ReceivedData received) {
        this.orders = orders;
        this.received = received;
    }

    @EventListener
    void taken(CheckTaken taken) {
        orders.taken(taken.check().value(), taken.until(), taken.at());
    }

    @EventListener
    void closed(CheckClosed closed) {
        switch (closed.state()) {
            case REFUSED ->
                orders.notAgreed(closed.check().value(), ExchangeState.REFUSED, Optional.empty(), closed.at());
            case CANCELLED ->
                orders.notAgreed(closed.check().value(), ExchangeState.CANCELLED, Optional.empty(), closed.at());
            case REJECTED -> orders.notAgreed(closed.check().value(), ExchangeState.FAILED,
                    Optional.of(reason(closed)), closed.at());
            case WAITING, RETURNING, MATCH, ANSWERED, EXPIRED -> {
                // an agreement stores itself
            }
        }
    }

    /** Only what the consent or the choice of card is about has words of its own; the rest is "did not hold". */
    private static String reason(CheckClosed closed) {
        return closed.findings()
                .stream()
                .map(Finding::reason)
                .filter(reason -> reason.startsWith("consent_") || reason.equals("card_of_another_authority"))
                .findFirst()
                .orElse("answer_not_accepted");
    }

    @EventListener
    void withdrawn(ConsentWithdrawn withdrawn) {
        // orders before deliveries, as everybody takes them: two that lock the other way round would wait for each other
        int stopped = orders.withdraw(withdrawn.organisation(), withdrawn.record(), withdrawn.at());
        int erased = received.withdraw(withdrawn.organisation(), withdrawn.record(), withdrawn.at());
        if (stopped > 0)
            LOG.info("consent withdrawn: {} exchanges stopped, {} deliveries erased", stopped, erased);
    }
}
