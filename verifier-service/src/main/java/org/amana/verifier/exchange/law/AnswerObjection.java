package org.amana.verifier.exchange.law;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.ledger.Ledgers;
import org.amana.verifier.exchange.order.Delivery;
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
 * The organisation's answer: it gives in, and what it had is erased (GDPR Art. 17(1)(c)), or it says on which grounds it
 * goes on. The ledger that keeps the access has it before anything is done here: there the person looks for it. Where it
 * knows nothing of the access any more, that is the end: nobody waits for the answer, and nothing more is permitted.
 */
@Service
public class AnswerObjection {
    private static final int UNKNOWN = 404;
    private final Objections objections;
    private final OrderStops stops;
    private final ReceivedData received;
    private final AccessKeys keys;
    private final Ledgers ledgers;
    private final Withdrawals withdrawals;
    private final Clock clock;
    private final RandomGenerator random;
    private final TransactionTemplate transaction;

    AnswerObjection(Objections objections, OrderStops stops, ReceivedData received, AccessKeys keys,
            Ledgers ledgers, Withdrawals withdrawals, Clock clock, RandomGenerator random,
            PlatformTransactionManager transactions) {
        this.objections = objections;
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
     * Answers; a second answer is none, and one that the ledger did not take is sent again as it was.
     *
     * @param grounds of a rejection; empty to give in
     * @param clerk user name
     * @throws ProblemException {@link OrderProblem}; what the ledger client throws
     */
    public void answer(Organisation organisation, PersonsObjection objection, Optional<String> grounds, String clerk) {
        if (objection.answeredAt().isPresent())
            throw OrderProblem.malformed("this objection was answered before");
        if (grounds.filter(text -> text.isBlank() || text.length() > ObjectionAnswer.MAX_GROUNDS).isPresent())
            throw OrderProblem.malformed("the grounds are a text of at most " + ObjectionAnswer.MAX_GROUNDS
                    + " characters");
        Instant now = clock.instant();
        String signed = ObjectionAnswer.sign(keys.of(organisation), organisation.partyId(), Token.fresh(random), now,
                objection.record(), objection.requestHash(), grounds);
        ObjectionAnswer counts = ObjectionAnswer
                .verify(objections.statement(objection, signed, grounds.isEmpty(), clerk));
        // after our own transaction, and before the next: none waits for another machine
        boolean forgotten = !isTaken(objection, counts);
        transaction.executeWithoutResult(status -> {
            withdrawals.lock(objection.record().value());
            if (counts.upheld()) {
                stops.giveUp(objection.organisation(), objection.record().value(), "objection_upheld", now);
                received.giveUp(objection.organisation(), objection.record().value(), Delivery.Cause.OBJECTED, now);
            }
            if (forgotten && !counts.upheld())
                stops.giveUp(objection.organisation(), objection.record().value(), "forgotten", now);
            objections.answered(objection, forgotten, now);
        });
    }

    /** False when the ledger knows nothing of the access: the person had it forget what was between you. */
    private boolean isTaken(PersonsObjection objection, ObjectionAnswer answer) {
        try {
            ledgers.ofLog(objection.log()).answerObjection(IdempotencyKey.random(random), answer.compact());
            return true;
        } catch (ProblemException e) {
            if (e.problem() instanceof LedgerProblem.Refused refused && refused.status() == UNKNOWN)
                return false;
            throw e;
        }
    }
}
