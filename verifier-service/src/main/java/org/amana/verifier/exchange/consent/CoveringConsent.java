package org.amana.verifier.exchange.consent;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.Representation;
import org.amana.core.consent.Views;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.Represented;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.GuardiansPart;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;

/** Whether a consent is to exactly what was asked, or to fewer data. */
final class CoveringConsent {
    private CoveringConsent() {}

    static boolean covers(ConsentEvent event, Organisation organisation, Check check, ExchangeTerms terms) {
        var given = event.terms();
        return given.controller().equals(organisation.partyId()) && given.purpose().equals(check.use().id())
                && given.legalBasis().equals(check.use().legalBasis())
                && given.source().filter(terms.source()::equals).isPresent()
                && given.validUntil().filter(end -> endsAsAsked(end, terms)).isPresent()
                && given.representation().equals(terms.represented().map(CoveringConsent::decided))
                && given.categories()
                        .stream()
                        .allMatch(one -> terms.categories().stream().anyMatch(asked -> asked.covers(one)));
    }

    /** A guardian agrees no longer than their mandate holds. */
    private static boolean endsAsAsked(Instant end, ExchangeTerms terms) {
        return terms.ward().isPresent() ? !end.isAfter(terms.until()) : end.equals(terms.until());
    }

    /** As who was asked says yes: a person under age never alone, a guardian never for another child. */
    private static Representation decided(Represented asked) {
        return switch (asked) {
            case Represented.WithGuardian() -> new Representation.WithGuardian(Views.YES);
            case Represented.ForWard(var request, _) -> new Representation.ForWard(request);
        };
    }

    static ExchangeTerms terms(Check check) {
        return check.exchange().orElseThrow(() -> new IllegalArgumentException("the check is about no exchange"));
    }

    /** Whether a guardian is asked by it. */
    static boolean isToGuardian(Check check) {
        return check.exchange().flatMap(ExchangeTerms::ward).isPresent();
    }

    /** The guardian's part of an order that is waiting for them. */
    static Optional<GuardiansPart> awaited(ExchangeOrder order) {
        return order.guardian().filter(_ -> order.state() == ExchangeState.ASKED_GUARDIAN);
    }
}
