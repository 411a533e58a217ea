package org.amana.ledger.permit;

import java.time.Clock;
import java.time.Duration;
import org.amana.core.consent.PermitOrder;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.Party;
import org.amana.ledger.consent.RecipientRule;
import org.amana.ledger.register.IssuerKeys;
import org.amana.ledger.register.Register;
import org.amana.support.peer.ServiceCaller;

/** Who may ask for a permit: a registered issuer, by its own certificate, through the service that acts for it. */
final class OrderRule {
    /** How old an order may be, and how far ahead its clock. */
    static final Duration MOST = Duration.ofSeconds(60);
    private final Register register;
    private final IssuerKeys keys;
    private final RecipientRule services;
    private final Clock clock;

    OrderRule(Register register, IssuerKeys keys, RecipientRule services, Clock clock) {
        this.register = register;
        this.keys = keys;
        this.services = services;
        this.clock = clock;
    }

    /**
     * Holds an order against register, certificate and caller.
     *
     * @throws ProblemException {@link PermitProblem.NotTheSource}, {@link org.amana.core.trust.TrustProblem}
     */
    void requireSource(PermitOrder order, ServiceCaller caller) {
        Party source = register.findParty(order.source())
                .filter(party -> !party.issues().isEmpty())
                .orElseThrow(() -> refused("no issuer of this identifier is registered"));
        if (!keys.isOf(source, order.chain())) {
            throw refused("the certificate of the order does not name its issuer");
        }
        if (!services.mayActFor(caller, order.source())) {
            throw refused("this service does not act for the issuer of the order");
        }
    }

    /** @throws ProblemException {@link PermitProblem.WrongTime} */
    void requireFresh(PermitOrder order) {
        if (Duration.between(order.time(), clock.instant()).abs().compareTo(MOST) > 0) {
            throw new ProblemException(PermitProblem.WrongTime.ofOrder(MOST));
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(new PermitProblem.NotTheSource(detail));
    }
}
