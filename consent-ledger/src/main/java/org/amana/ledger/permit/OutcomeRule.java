package org.amana.ledger.permit;

import java.time.Clock;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.PermitOrder;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.Party;
import org.amana.ledger.consent.Exchanges;
import org.amana.ledger.consent.RecipientRule;
import org.amana.ledger.register.IssuerKeys;
import org.amana.ledger.register.PartyKeys;
import org.amana.ledger.register.Register;
import org.amana.support.peer.ServiceCaller;
import org.amana.support.peer.ServiceRole;

/** Who may tell what became of a permit: the requester that it received the data, either side that it came to nothing. */
final class OutcomeRule {
    private final Exchanges exchanges;
    private final Register register;
    private final Keys keys;
    private final RecipientRule services;
    private final Clock clock;

    /** By whose certificates an outcome may be signed. */
    record Keys(IssuerKeys sources, PartyKeys requesters) {}

    OutcomeRule(Exchanges exchanges, Register register, Keys keys, RecipientRule services, Clock clock) {
        this.exchanges = exchanges;
        this.register = register;
        this.keys = keys;
        this.services = services;
        this.clock = clock;
    }

    /**
     * Holds an outcome against its permit, register, certificate and caller.
     *
     * @param index of the permit in the address
     * @throws ProblemException {@link PermitProblem}, {@link org.amana.core.trust.TrustProblem}
     */
    void require(ExchangeOutcome outcome, long index, ServiceCaller caller) {
        PermitOrder order = exchanges.permit(index)
                .map(ExchangeEvent::statement)
                .map(PermitOrder.class::cast)
                .filter(permitted -> isSide(permitted, caller))
                .orElseThrow(() -> new ProblemException(new PermitProblem.UnknownPermit()));
        if (outcome.permit() != index || !outcome.record().equals(order.record())
                || !outcome.requestHash().equals(order.requestHash())) {
            throw new ProblemException(
                    new PermitProblem.AnotherPermit("permit, record and request are those of the permit"));
        }
        if (!isByRequester(outcome, order, caller) && !isBySource(outcome, order, caller)) {
            throw new ProblemException(new PermitProblem.NotAParty("DELIVERED is signed by the requester of the permit,"
                    + " FAILED by it or by the source, through the service that acts for it"));
        }
        if (outcome.time().isAfter(clock.instant().plus(OrderRule.MOST))) {
            throw new ProblemException(PermitProblem.WrongTime.ofOutcome());
        }
    }

    private boolean isSide(PermitOrder order, ServiceCaller caller) {
        return services.mayActFor(caller, order.requester()) || services.mayActFor(caller, order.source());
    }

    private boolean isByRequester(ExchangeOutcome outcome, PermitOrder order, ServiceCaller caller) {
        return outcome.issuer().equals(order.requester()) && mayTell(caller, ServiceRole.RECIPIENT, order.requester())
                && keys.requesters().isOf(party(order.requester()), outcome.chain());
    }

    private boolean isBySource(ExchangeOutcome outcome, PermitOrder order, ServiceCaller caller) {
        return outcome.kind() == EventKind.FAILED && outcome.issuer().equals(order.source())
                && mayTell(caller, ServiceRole.SOURCE, order.source())
                && keys.sources().isOf(party(order.source()), outcome.chain());
    }

    private boolean mayTell(ServiceCaller caller, ServiceRole role, String party) {
        return caller.roles().contains(role) && services.mayActFor(caller, party);
    }

    private Party party(String id) {
        return register.party(id);
    }
}
