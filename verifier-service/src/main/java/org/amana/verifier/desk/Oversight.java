package org.amana.verifier.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amana.core.rights.RightsClock;
import org.amana.verifier.exchange.Denials;
import org.amana.verifier.exchange.Disagreements;
import org.amana.verifier.exchange.ExchangeId;
import org.amana.verifier.exchange.ExchangeOrder;
import org.amana.verifier.exchange.ExchangeOrders;
import org.amana.verifier.exchange.ExchangeState;
import org.amana.verifier.exchange.Objections;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.retention.Withdrawals;
import org.amana.verifier.rights.RightsInbox;
import org.springframework.stereotype.Component;

/** What waits too long, or needs a person, in numbers: nothing in here says who somebody is, or what data say. */
@Component
final class Oversight {
    private static final Duration CONFIRMED_WITHIN = Duration.ofDays(1);
    private static final Duration DENIALS_OF = Duration.ofDays(30);
    private final Disagreements disagreements;
    private final ExchangeOrders orders;
    private final Withdrawals withdrawals;
    private final RightsInbox rights;
    private final Objections objections;
    private final Denials denials;

    Oversight(Disagreements disagreements, ExchangeOrders orders, Withdrawals withdrawals, RightsInbox rights,
            Objections objections, Denials denials) {
        this.disagreements = disagreements;
        this.orders = orders;
        this.withdrawals = withdrawals;
        this.rights = rights;
        this.objections = objections;
        this.denials = denials;
    }

    /**
     * Of one organisation. Counts end at 200.
     *
     * @param erasures confirmations that the ledger has not taken for a day
     * @param erased orders under the records of those; none where a diploma was kept
     * @param rights requests whose month is over
     * @param objections the same
     */
    record Numbers(int conflicts, int suspended, List<ExchangeId> suspendedOrders, int erasures,
                   List<ExchangeId> erased, long rights, long objections, List<Denials.Count> denials) {}

    Numbers of(Organisation organisation, Instant now) {
        var id = organisation.id();
        List<ExchangeOrder> suspended = orders.in(ExchangeState.SUSPENDED, id);
        List<String> unconfirmed = withdrawals.unconfirmed(id, now.minus(CONFIRMED_WITHIN));
        return new Numbers(disagreements.waiting(id).size(), suspended.size(),
                suspended.stream().map(ExchangeOrder::id).toList(), unconfirmed.size(),
                unconfirmed.stream()
                        .flatMap(record -> orders.under(record, id).stream())
                        .map(ExchangeOrder::id)
                        .distinct()
                        .toList(),
                rights.all(id)
                        .stream()
                        .filter(asked -> asked.clock().stateAt(now) == RightsClock.State.OVERDUE)
                        .count(),
                objections.all(id).stream().filter(one -> one.isOverdue(now)).count(),
                denials.since(id, now.minus(DENIALS_OF)));
    }
}
