package org.amana.verifier.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.amana.verifier.exchange.Denials;
import org.amana.verifier.exchange.fork.ForkedLogs;
import org.amana.verifier.exchange.fork.ShownCheckpoints;
import org.amana.verifier.exchange.law.EmergencyAccesses;
import org.amana.verifier.exchange.law.Objections;
import org.amana.verifier.exchange.order.ExchangeId;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.retention.Withdrawals;
import org.amana.verifier.rights.RightsInbox;
import org.springframework.stereotype.Component;

/** What waits too long, or needs a person, in numbers: nothing in here says who somebody is, or what data say. */
@Component
final class Oversight {
    private static final Duration CONFIRMED_WITHIN = Duration.ofDays(1);
    private static final Duration DENIALS_OF = Duration.ofDays(30);
    private static final int MOST_LINKS = 20;
    private final ExchangeOrders orders;
    private final Withdrawals withdrawals;
    private final RightsInbox rights;
    private final Objections objections;
    private final Denials denials;
    private final EmergencyAccesses emergencies;
    private final ForkedLogs forks;
    private final ShownCheckpoints shown;

    Oversight(ExchangeOrders orders, Withdrawals withdrawals, RightsInbox rights,
            Objections objections, Denials denials, EmergencyAccesses emergencies, ForkedLogs forks,
            ShownCheckpoints shown) {
        this.forks = forks;
        this.shown = shown;
        this.emergencies = emergencies;
        this.orders = orders;
        this.withdrawals = withdrawals;
        this.rights = rights;
        this.objections = objections;
        this.denials = denials;
    }

    /**
     * Of one organisation.
     *
     * @param reviews emergencies that wait for the officer
     * @param suspendedOrders the longest waiting of them, at most {@value #MOST_LINKS}
     * @param erasures confirmations that the ledger has not taken for a day
     * @param erased orders under the oldest of those, at most {@value #MOST_LINKS}; none where a diploma was kept
     * @param rights requests whose month is over
     * @param objections the same
     * @param forks logs of sources that showed two histories: nothing is fetched there
     * @param unwatched logs of sources that nobody compares here
     */
    record Numbers(long conflicts, EmergencyAccesses.Waiting reviews, long suspended, List<ExchangeId> suspendedOrders,
                   long erasures,
                   List<ExchangeId> erased, long rights, long objections, List<Denials.Count> denials,
                   List<ForkedLogs.Fork> forks, List<String> unwatched) {
        Numbers {
            forks = List.copyOf(forks);
            unwatched = List.copyOf(unwatched);
            suspendedOrders = List.copyOf(suspendedOrders);
            erased = List.copyOf(erased);
            denials = List.copyOf(denials);
        }
    }

    Numbers of(Officer officer, Instant now) {
        var id = officer.organisation().id();
        Instant confirmedSince = now.minus(CONFIRMED_WITHIN);
        return new Numbers(orders.count(ExchangeState.CONFLICT, id), emergencies.waiting(id, now),
                orders.count(ExchangeState.SUSPENDED, id),
                links(orders.in(ExchangeState.SUSPENDED, id).stream()),
                withdrawals.countUnconfirmed(id, confirmedSince),
                links(withdrawals.unconfirmed(id, confirmedSince)
                        .stream()
                        .limit(MOST_LINKS)
                        .flatMap(record -> orders.under(record, id).stream())),
                rights.countOverdue(id, now), objections.countOverdue(id, now),
                denials.since(id, now.minus(DENIALS_OF)), forks.all(), shown.unwatched());
    }

    private static List<ExchangeId> links(Stream<ExchangeOrder> orders) {
        return orders.map(ExchangeOrder::id).distinct().limit(MOST_LINKS).toList();
    }
}
