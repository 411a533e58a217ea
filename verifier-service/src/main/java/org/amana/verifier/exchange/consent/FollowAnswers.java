package org.amana.verifier.exchange.consent;

import java.util.List;
import java.util.Optional;
import org.amana.core.problem.Finding;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.OrderAnswers;
import org.amana.verifier.exchange.order.OrderStops;
import org.amana.verifier.exchange.order.ReceivedData;
import org.amana.verifier.request.CheckClosed;
import org.amana.verifier.request.CheckProlonged;
import org.amana.verifier.request.CheckTaken;
import org.amana.verifier.retention.ConsentRenewed;
import org.amana.verifier.retention.ConsentWithdrawn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a person or their guardian answers, renews or takes back reaches the order within the transaction that stores it. */
@Component
class FollowAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(FollowAnswers.class);
    private static final List<String> WITH_WORDS = List.of("card_of_another_authority", "mandate_unreadable",
            "mandate_without_scope", "mandate_ended");
    private static final String NO_LEDGER = "consent_ledger_not_trusted";
    private final OrderAnswers answers;
    private final OrderStops stops;
    private final ReceivedData received;

    FollowAnswers(OrderAnswers answers, OrderStops stops, ReceivedData received) {
        this.answers = answers;
        this.stops = stops;
        this.received = received;
    }

    @EventListener
    void prolonged(CheckProlonged prolonged) {
        answers.prolonged(prolonged.check().value(), prolonged.until(), prolonged.at());
    }

    @EventListener
    void taken(CheckTaken taken) {
        answers.taken(taken.check().value(), taken.until(), taken.at());
    }

    /** An agreement stores itself; each statement finds the order that the check is of, and no other. */
    @EventListener
    void closed(CheckClosed closed) {
        switch (closed.state()) {
            case REFUSED -> {
                if (isNotAble(closed))
                    person(closed, ExchangeState.CONFLICT, Optional.of("not_able"));
                else
                    person(closed, ExchangeState.REFUSED, Optional.empty());
                guardian(closed, ExchangeState.CONFLICT, Optional.of("guardian_refused"));
            }
            case CANCELLED -> {
                person(closed, ExchangeState.CANCELLED, Optional.empty());
                guardian(closed, ExchangeState.CANCELLED, Optional.empty());
            }
            case REJECTED -> {
                person(closed, ExchangeState.FAILED, Optional.of(reason(closed)));
                guardian(closed, ExchangeState.FAILED, Optional.of(guardiansReason(closed)));
            }
            case WAITING, RETURNING, MATCH, ANSWERED, EXPIRED -> {
                // nothing was refused
            }
        }
    }

    private void person(CheckClosed closed, ExchangeState to, Optional<String> reason) {
        answers.notAgreed(closed.check().value(), to, reason, closed.at());
    }

    private void guardian(CheckClosed closed, ExchangeState to, Optional<String> reason) {
        answers.guardianNotAgreed(closed.check().value(), to, reason, closed.at());
    }

    private static boolean isNotAble(CheckClosed closed) {
        return closed.findings().stream().anyMatch(finding -> finding.reason().equals(CheckClosed.NOT_ABLE));
    }

    /** Only what the consent or the choice of card is about has words of its own; the rest is "did not hold". */
    private static String reason(CheckClosed closed) {
        return closed.findings()
                .stream()
                .map(Finding::reason)
                .filter(reason -> reason.startsWith("consent_") || WITH_WORDS.contains(reason))
                .findFirst()
                .orElse("answer_not_accepted");
    }

    /** What is said of the person's answer has other words where it is the guardian's. */
    private static String guardiansReason(CheckClosed closed) {
        if (closed.findings().stream().anyMatch(finding -> finding.reason().equals("credential_revoked")))
            return "mandate_revoked";
        String reason = reason(closed);
        return reason.startsWith("mandate_") || reason.equals(NO_LEDGER) ? reason : "guardian_" + reason;
    }

    @EventListener
    void renewed(ConsentRenewed renewed) {
        int resumed = stops.resume(renewed.organisation(), renewed.record(), renewed.requestHash(), renewed.at());
        if (resumed > 0)
            LOG.info("consent renewed: {} suspended exchanges go on", resumed);
    }

    @EventListener
    void withdrawn(ConsentWithdrawn withdrawn) {
        // orders before deliveries, as everybody takes them: two that lock the other way round would wait for each other
        int stopped = stops.withdraw(withdrawn.organisation(), withdrawn.record(), withdrawn.at());
        int erased = received.withdraw(withdrawn.organisation(), withdrawn.record(), withdrawn.at());
        if (stopped > 0)
            LOG.info("consent withdrawn: {} exchanges stopped, {} deliveries erased", stopped, erased);
    }
}
