package org.amana.verifier.desk;

import org.amana.core.problem.ProblemException;
import org.amana.support.trust.TrustListSource;
import org.amana.verifier.exchange.Denials;
import org.amana.verifier.exchange.PermitOutcomes;
import org.amana.verifier.exchange.RetryExchange;
import org.amana.verifier.exchange.consent.Disagreements;
import org.amana.verifier.exchange.order.ExchangeId;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.GuardiansPart;
import org.amana.verifier.organisation.Organisation;
import org.springframework.stereotype.Component;

/** Puts orders into the form in which pages show them. */
@Component
final class OrderViews {
    private final ExchangeDesk desk;
    private final TrustListSource trust;
    private final RetryExchange retry;
    private final PermitOutcomes outcomes;
    private final Disagreements disagreements;
    private final Denials denials;

    OrderViews(ExchangeDesk desk, TrustListSource trust, RetryExchange retry, PermitOutcomes outcomes,
            Disagreements disagreements, Denials denials) {
        this.desk = desk;
        this.trust = trust;
        this.retry = retry;
        this.outcomes = outcomes;
        this.disagreements = disagreements;
        this.denials = denials;
    }

    OrderView of(Organisation asking, ExchangeOrder order) {
        return OrderView.of(order, asking.zone(), desk.key(order), name(order.source()), retry.canRetry(order),
                outcomes.overdue(order) > 0, desk.takenAt(order).isPresent());
    }

    /** Who acts for somebody under age, and how a disagreement was settled. */
    RepresentedView represented(ExchangeOrder order, GuardiansPart part) {
        var settled = disagreements.settled(order);
        var mandate = part.mandate();
        return new RepresentedView(views(order, part),
                mandate.map(one -> name(one.issuer())).orElse(null),
                mandate.flatMap(GuardiansPart.Mandate::until).orElse(null),
                order.againOf().map(ExchangeId::value).orElse(null),
                settled.map(Disagreements.Settled::by).orElse(null),
                settled.map(Disagreements.Settled::at).orElse(null),
                settled.flatMap(Disagreements.Settled::note).orElse(null),
                settled.flatMap(Disagreements.Settled::again).map(ExchangeId::value).orElse(null),
                order.state() == ExchangeState.SUSPENDED ? denials.last(order).orElse(null) : null);
    }

    /** Last part of a message key. */
    private static String views(ExchangeOrder order, GuardiansPart part) {
        if (part.personsRelation().isPresent())
            return "yes";
        if (order.reason().filter("not_able"::equals).isPresent())
            return "not-able";
        return order.state() == ExchangeState.REFUSED ? "no" : "open";
    }

    /** The office's name in the register; its address when the register does not answer or knows it no more. */
    String name(String office) {
        try {
            return trust.current().issuer(office).map(found -> found.name().in("en")).orElse(office);
        } catch (ProblemException e) {
            return office;
        }
    }
}
