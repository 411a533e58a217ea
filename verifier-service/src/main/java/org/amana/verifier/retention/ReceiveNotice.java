package org.amana.verifier.retention;

import java.time.Clock;
import java.util.Optional;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Objection;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedLedger;
import org.amana.support.kafka.NoticeTaker;
import org.amana.support.trust.TrustListSource;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.Organisations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signed notices of the ledger, whichever way they come: a consent was withdrawn, and the copy is gone; it was renewed, and
 * what waited for that goes on; or a person objects to an access by law. A notice that arrives twice changes nothing.
 */
@Component
class ReceiveNotice implements NoticeTaker {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveNotice.class);
    private final Organisations organisations;
    private final TrustListSource trust;
    private final KeptDiplomas kept;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ReceiveNotice(Organisations organisations, TrustListSource trust, KeptDiplomas kept, Clock clock,
            ApplicationEventPublisher events, PlatformTransactionManager transactions) {
        this.organisations = organisations;
        this.trust = trust;
        this.kept = kept;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Takes a notice to that organisation.
     *
     * @throws ProblemException where it does not hold
     */
    void receive(Organisation told, String notice) {
        Told said = verify(notice.strip(), told);
        ConsentNotice verified = said.notice();
        // another kind gives; nothing is to be done for it
        if (verified.kind() == EventKind.WITHDRAWN) {
            int erased = kept.withdraw(told.id(), verified.record().value(), verified.requestHash().value(), said.log(),
                    clock.instant());
            LOG.info("consent withdrawn: {} copies erased", erased);
        }
        if (verified.kind() == EventKind.RENEWED) {
            var renewed = new ConsentRenewed(told.id(), verified.record().value(), verified.requestHash().value(),
                    clock.instant());
            transaction.executeWithoutResult(status -> events.publishEvent(renewed));
        }
        if (verified.kind() == EventKind.OBJECTED) {
            Objection objection = objection(verified);
            transaction.executeWithoutResult(
                    status -> events.publishEvent(new PersonObjected(told.id(), objection, said.log())));
            LOG.info("a person objects to an access by law");
        }
    }

    @Override
    public boolean isHere(String party) {
        return of(party).isPresent();
    }

    @Override
    public void take(String party, String notice) {
        receive(of(party).orElseThrow(), notice);
    }

    @Override
    public boolean isOfUnknownLedger(String notice) {
        return ConsentNotice.claimedLedger(notice)
                .filter(origin -> trust.current()
                        .ledgers()
                        .stream()
                        .noneMatch(ledger -> ledger.log().origin().equals(origin)))
                .isPresent();
    }

    private Optional<Organisation> of(String party) {
        return organisations.all().stream().filter(one -> one.partyId().equals(party)).findFirst();
    }

    private static Objection objection(ConsentNotice notice) {
        return notice.statement()
                .map(Objection::verify)
                .filter(objection -> objection.record().equals(notice.record())
                        && objection.requestHash().equals(notice.requestHash()))
                .orElseThrow(() -> new ProblemException(
                        new ConsentProblem.BadMessage("a notice of an objection encloses it")));
    }

    /** A notice that holds, and the log of the ledger that signed it. */
    private record Told(ConsentNotice notice, String log) {}

    private Told verify(String notice, Organisation told) {
        ProblemException last = new ProblemException(new NoticeProblem.NoLedger());
        for (TrustedLedger ledger : trust.current().ledgers()) {
            try {
                return new Told(ConsentNotice.verify(notice, ledger.noticeKey(), told.partyId()),
                        ledger.log().origin());
            } catch (ProblemException e) {
                last = e;
            }
        }
        throw last;
    }
}
