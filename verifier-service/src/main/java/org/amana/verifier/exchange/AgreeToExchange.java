package org.amana.verifier.exchange;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.RequestHash;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.problem.Finding;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.amana.core.trust.X5c;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.StoredRequestObject;
import org.amana.verifier.retention.FoundConsent;
import org.amana.verifier.retention.ProveConsent;
import org.amana.verifier.retention.Withdrawals;
import org.springframework.stereotype.Service;

/**
 * The person's yes: their card is one the source issued, and their consent in the ledger is to exactly this exchange, or
 * to fewer data.
 */
@Service
public class AgreeToExchange {
    private final ProveConsent prove;
    private final ExchangeOrders orders;
    private final Withdrawals withdrawals;
    private final Clock clock;

    AgreeToExchange(ProveConsent prove, ExchangeOrders orders, Withdrawals withdrawals, Clock clock) {
        this.prove = prove;
        this.orders = orders;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /** Looks for the consent; asks the ledger, so not within a database transaction. */
    public FoundConsent consent(Organisation organisation, Check check, StoredRequestObject answered,
                                VerifiedSdJwtVc card) {
        ExchangeTerms terms = terms(check);
        if (!X5c.sans(card.issuerChain().leaf()).covers(URI.create(terms.source())))
            return new FoundConsent.NotProved(List.of(new Finding("card_of_another_authority",
                    "the card that was shown is not one of the authority that is to send the data")));
        return prove.prove(answered.requestHash(), Optional.of(terms.source()),
                event -> covers(event, organisation, check, terms));
    }

    private static boolean covers(ConsentEvent event, Organisation organisation, Check check, ExchangeTerms terms) {
        var given = event.terms();
        return given.controller().equals(organisation.partyId()) && given.purpose().equals(check.use().id())
                && given.legalBasis().equals(check.use().legalBasis())
                && given.source().filter(terms.source()::equals).isPresent()
                && given.validUntil().filter(terms.until()::equals).isPresent()
                && given.categories()
                        .stream()
                        .allMatch(one -> terms.categories().stream().anyMatch(asked -> asked.covers(one)));
    }

    /**
     * ASKED to READY, within the caller's transaction, which also closes the check.
     *
     * @param presentation SD-JWT with its key binding, for the source
     * @return false when the consent was withdrawn meanwhile, or the order is not waiting for it
     */
    public boolean agree(Check check, StoredRequestObject answered, FoundConsent.Proved consent, String presentation) {
        Instant now = clock.instant();
        withdrawals.lock(consent.record());
        if (withdrawals.isWithdrawn(check.organisation(), consent.record()))
            return false;
        var given = new ExchangeOrder.Consent(consent.event().record(), new RequestHash(answered.requestHash()));
        return orders.ofCheck(check.id().value())
                .filter(order -> orders.agree(order, given, consent.event().terms().categories(),
                        new ExchangeOrders.Answer(answered.jwt(), presentation), now))
                .isPresent();
    }

    private static ExchangeTerms terms(Check check) {
        return check.exchange().orElseThrow(() -> new IllegalArgumentException("the check is about no exchange"));
    }
}
