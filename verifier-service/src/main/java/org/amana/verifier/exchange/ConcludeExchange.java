package org.amana.verifier.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.consent.DenyReason;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.ExchangeProperties;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.GuardiansPart;
import org.amana.verifier.exchange.order.ReceivedData;
import org.amana.verifier.retention.Withdrawals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends a run in one transaction: the data, the mark that their permit was used, what the ledger is to be told, and where
 * the order stands now. A permit is used once, whatever comes twice.
 */
@Component
class ConcludeExchange {
    private static final Logger LOG = LoggerFactory.getLogger(ConcludeExchange.class);
    private final ExchangeOrders orders;
    private final ReceivedData received;
    private final PermitOutcomes outcomes;
    private final DeadLetters letters;
    private final Denials denials;
    private final Withdrawals withdrawals;
    private final ExchangeProperties properties;
    private final Clock clock;

    ConcludeExchange(ExchangeOrders orders, ReceivedData received, PermitOutcomes outcomes, DeadLetters letters,
            Denials denials, Withdrawals withdrawals, ExchangeProperties properties, Clock clock) {
        this.orders = orders;
        this.received = received;
        this.outcomes = outcomes;
        this.letters = letters;
        this.denials = denials;
        this.withdrawals = withdrawals;
        this.properties = properties;
        this.clock = clock;
    }

    /** Stores what came, or says why nothing did; answers where the order stands. */
    @Transactional
    public ExchangeState conclude(FetchOutcome outcome) {
        Instant now = clock.instant();
        ExchangeOrder order = outcome.order();
        // a notice of withdrawal waits until this is done, or has been before
        withdrawals.lock(order.requireConsent().record().value());
        ExchangeState state = switch (outcome) {
            case FetchOutcome.Released released -> store(released, now);
            case FetchOutcome.Denied(_, var reason) -> deny(order, reason, now);
            case FetchOutcome.Away(_, var reason, var atLeast) -> again(order, reason, atLeast, now);
            case FetchOutcome.Broken broken -> bury(broken, now);
        };
        LOG.info("exchange {}: {} after {} tries", order.id(), state, order.attempts());
        return state;
    }

    /** Nobody concluded, for a fault of ours: the next try is due like after a source that is away. */
    @Transactional
    public ExchangeState fault(ExchangeOrder order) {
        return again(order, "fault", Duration.ZERO, clock.instant());
    }

    private ExchangeState store(FetchOutcome.Released released, Instant now) {
        ExchangeOrder order = released.order();
        var permit = new FetchOutcome.SpentPermit(released.proof().log(), released.proof().index());
        if (outcomes.isUsed(permit))
            return bury(new FetchOutcome.Broken(order, "permit_used", "the permit was used before", Optional.empty()),
                    now);
        Optional<Instant> next = order.every()
                .map(every -> now.atZone(ZoneOffset.UTC).plus(every).toInstant())
                .filter(order.until()::isAfter);
        ExchangeState to = next.isPresent()
                ? ExchangeState.WAITING
                : order.every().isPresent() ? ExchangeState.ENDED : ExchangeState.DELIVERED;
        if (!orders.conclude(order, to, Optional.empty(), next, now)) {
            // withdrawn, or taken over by another instance: what came is dropped, and the ledger hears that it was
            boolean withdrawn = isWithdrawn(order);
            outcomes.queue(order, permit, Optional.of(withdrawn ? "withdrawn" : "taken_over"), now);
            return withdrawn ? ExchangeState.WITHDRAWN : ExchangeState.FETCHING;
        }
        outcomes.queue(order, permit, Optional.empty(), now);
        received.store(order, released.proof(), released.release(), now);
        return to;
    }

    private boolean isWithdrawn(ExchangeOrder order) {
        return Stream.concat(order.consent().stream(), order.guardian().flatMap(GuardiansPart::consent).stream())
                .anyMatch(one -> withdrawals.isWithdrawn(order.organisation(), one.record().value()));
    }

    private ExchangeState bury(FetchOutcome.Broken broken, Instant now) {
        ExchangeOrder order = broken.order();
        letters.add(order, broken.reason(), broken.detail(), broken.permit(), now);
        broken.permit()
                .filter(permit -> !outcomes.isUsed(permit))
                .ifPresent(permit -> outcomes.queue(order, permit, Optional.of(broken.reason()), now));
        return end(order, ExchangeState.FAILED, broken.reason(), now);
    }

    /** What waits for the person's own word ends nothing: it goes on when they renew. */
    private ExchangeState deny(ExchangeOrder order, String reason, Instant now) {
        denials.add(order, reason, now);
        boolean waits = order.guardian().isPresent() && reason.equals(DenyReason.SUSPENDED.code());
        return end(order, waits ? ExchangeState.SUSPENDED : ExchangeState.DENIED, reason, now);
    }

    private ExchangeState end(ExchangeOrder order, ExchangeState to, String reason, Instant now) {
        return orders.conclude(order, to, Optional.of(reason), Optional.empty(), now) ? to : ExchangeState.FETCHING;
    }

    private ExchangeState again(ExchangeOrder order, String reason, Duration atLeast, Instant now) {
        Duration pause = properties.pause(order.attempts());
        Instant next = now.plus(pause.compareTo(atLeast) < 0 ? atLeast : pause);
        return orders.conclude(order, ExchangeState.READY, Optional.of(reason), Optional.of(next), now)
                ? ExchangeState.READY
                : ExchangeState.FETCHING;
    }
}
