package org.amana.verifier.inbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.inbox.InboxGrant;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.retention.FoundConsent;
import org.amana.verifier.retention.ProveConsent;
import org.amana.verifier.retention.Withdrawals;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the address at which a person may be asked again, from the person who gave the consent it names: the key that
 * signed is the one of the consent, which the ledger proves.
 */
@Service
class ReceiveGrant {
    private final ExchangeOrders orders;
    private final ProveConsent prove;
    private final InboxAddresses addresses;
    private final Withdrawals withdrawals;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ReceiveGrant(ExchangeOrders orders, ProveConsent prove, InboxAddresses addresses, Withdrawals withdrawals,
            Clock clock, PlatformTransactionManager transactions) {
        this.orders = orders;
        this.prove = prove;
        this.addresses = addresses;
        this.withdrawals = withdrawals;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Checks and stores one.
     *
     * @throws ProblemException {@link InboxProblem}, {@link org.amana.core.consent.ConsentProblem}
     */
    void receive(Organisation organisation, String compact) {
        InboxGrant grant = InboxGrant.verify(compact);
        if (!grant.party().equals(organisation.partyId()))
            throw new ProblemException(new InboxProblem.NotOwn());
        ExchangeOrder order = orders.under(organisation.id(), grant.record().value(), grant.requestHash().value())
                .orElseThrow(() -> new ProblemException(new InboxProblem.NotOwn()));
        switch (prove.prove(grant.requestHash().value(), java.util.Optional.of(order.source()),
                event -> isOwn(grant, event))) {
            case FoundConsent.Proved(var event) -> store(organisation, grant, order);
            case FoundConsent.NotProved(var findings) -> throw new ProblemException(new InboxProblem.NotOwn());
            case FoundConsent.Unknown(var finding) ->
                throw new ProblemException(new InboxProblem.CannotCheck(finding.reason()));
        }
    }

    private void store(Organisation organisation, InboxGrant grant, ExchangeOrder order) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            withdrawals.lock(grant.record().value());
            if (withdrawals.isWithdrawn(organisation.id(), grant.record().value()))
                throw new ProblemException(new InboxProblem.NotOwn());
            addresses.put(organisation.id(), grant, now.atZone(ZoneOffset.UTC).plus(order.retention()).toInstant());
        });
    }

    private static boolean isOwn(InboxGrant grant, ConsentEvent event) {
        return event.relation().equals(grant.relation()) && event.record().equals(grant.record())
                && event.terms().controller().equals(grant.party());
    }
}
