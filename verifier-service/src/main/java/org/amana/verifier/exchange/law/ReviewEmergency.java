package org.amana.verifier.exchange.law;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.AccessReview.Verdict;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.ledger.Ledgers;
import org.amana.verifier.exchange.order.Delivery;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.OrderProblem;
import org.amana.verifier.exchange.order.OrderStops;
import org.amana.verifier.exchange.order.ReceivedData;
import org.amana.verifier.organisation.AccessKeys;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Token;
import org.amana.verifier.retention.Withdrawals;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The data protection officer answers for an access in an emergency: it was justified, or what came is erased and nothing
 * more comes. The ledger that keeps the access has it before anything is done here.
 */
@Service
public class ReviewEmergency {
    private final EmergencyAccesses accesses;
    private final ExchangeOrders orders;
    private final OrderStops stops;
    private final ReceivedData received;
    private final AccessKeys keys;
    private final Ledgers ledgers;
    private final Withdrawals withdrawals;
    private final Clock clock;
    private final RandomGenerator random;
    private final TransactionTemplate transaction;

    ReviewEmergency(EmergencyAccesses accesses, ExchangeOrders orders, OrderStops stops, ReceivedData received,
            AccessKeys keys, Ledgers ledgers, Withdrawals withdrawals, Clock clock, RandomGenerator random,
            PlatformTransactionManager transactions) {
        this.accesses = accesses;
        this.orders = orders;
        this.stops = stops;
        this.received = received;
        this.keys = keys;
        this.ledgers = ledgers;
        this.withdrawals = withdrawals;
        this.clock = clock;
        this.random = random;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Reviews; a second review is none, and one that the ledger did not take is sent again as it was.
     *
     * @param words which the person reads
     * @param officer user name; never who opened the access
     * @throws ProblemException {@link OrderProblem.SamePerson}, {@link OrderProblem.Malformed}; what the ledger client
     *         throws
     */
    public void review(Organisation organisation, EmergencyAccess access, boolean justified, String words,
                       String officer) {
        if (access.openedBy().equals(officer))
            throw new ProblemException(new OrderProblem.SamePerson());
        if (access.reviewedAt().isPresent())
            throw OrderProblem.malformed("this access was reviewed before");
        Instant now = clock.instant();
        AccessReview counts = AccessReview.verify(accesses.statement(access,
                signed(organisation, access, justified ? Verdict.JUSTIFIED : Verdict.NOT_JUSTIFIED, words, officer,
                        now),
                justified, officer));
        // after our own transaction, and before the next: none waits for another machine
        tell(order(access), counts, now);
        transaction.executeWithoutResult(status -> {
            withdrawals.lock(access.record().value());
            if (!counts.justified()) {
                stops.giveUp(access.organisation(), access.record().value(), "not_justified", now);
                received.giveUp(access.organisation(), access.record().value(), Delivery.Cause.NOT_JUSTIFIED, now);
            }
            accesses.reviewed(access, now);
        });
    }

    /**
     * Lets other emergencies of the kind be opened again though this one was not justified; otherwise as {@link #review}.
     *
     * @param words which the person reads
     * @param officer user name; never who opened the access
     */
    public void lift(Organisation organisation, EmergencyAccess access, String words, String officer) {
        if (access.openedBy().equals(officer))
            throw new ProblemException(new OrderProblem.SamePerson());
        if (!access.isToLift())
            throw OrderProblem.malformed("there is nothing to lift");
        Instant now = clock.instant();
        AccessReview counts = AccessReview.verify(accesses.lift(access,
                signed(organisation, access, Verdict.LIFTED, words, officer, now), officer));
        tell(order(access), counts, now);
        accesses.lifted(access, now);
    }

    private ExchangeOrder order(EmergencyAccess access) {
        return orders.find(access.organisation(), access.order().value())
                .orElseThrow(() -> new IllegalStateException("an access has an order"));
    }

    /** Verified at once: words that the ledger would refuse are never kept as the review that counts. */
    private String signed(Organisation organisation, EmergencyAccess access, Verdict verdict, String words,
                          String officer, Instant now) {
        if (words.isBlank() || words.length() > AccessReview.MAX_WORDS)
            throw OrderProblem.malformed("say why in at most " + AccessReview.MAX_WORDS + " characters");
        String signed = AccessReview.sign(keys.of(organisation), organisation.partyId(), Token.fresh(random), now,
                access.record(), access.requestHash(), verdict, words.strip(), access.reason().pseudonym(officer));
        try {
            return AccessReview.verify(signed).compact();
        } catch (ProblemException e) {
            throw new ProblemException(new OrderProblem.Malformed(e.problem().detail()), e);
        }
    }

    private void tell(ExchangeOrder order, AccessReview review, Instant now) {
        try {
            ledgers.of(Optional.of(order.source())).review(IdempotencyKey.random(random), review.compact());
        } catch (ProblemException e) {
            // the order never reached the ledger, and its time is over: there is no entry to answer for, and never will be
            boolean cameToNothing = e.problem() instanceof LedgerProblem.Refused refused && refused.status() == 404
                    && order.deliveries() == 0 && !now.isBefore(order.until());
            if (!cameToNothing)
                throw e;
        }
    }
}
