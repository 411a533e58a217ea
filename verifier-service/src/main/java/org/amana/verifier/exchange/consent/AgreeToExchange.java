package org.amana.verifier.exchange.consent;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.RequestHash;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.amana.core.trust.X5c;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.OrderAnswers;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.RegisteredUse;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.StoredRequestObject;
import org.amana.verifier.retention.FoundConsent;
import org.amana.verifier.retention.ProveConsent;
import org.amana.verifier.retention.Withdrawals;
import org.springframework.stereotype.Service;

/**
 * The person's yes: their card is one the source issued, and their consent in the ledger is to exactly this exchange, or
 * to fewer data. Of somebody under age it leads on to the question to the guardian, whose yes is {@link AgreeAsGuardian}.
 */
@Service
public class AgreeToExchange {
    private final ProveConsent prove;
    private final ExchangeOrders orders;
    private final OrderAnswers answers;
    private final GuardiansQuestion guardians;
    private final AgreeAsGuardian asGuardian;
    private final Withdrawals withdrawals;
    private final Clock clock;

    AgreeToExchange(ProveConsent prove, ExchangeOrders orders, OrderAnswers answers, GuardiansQuestion guardians,
            AgreeAsGuardian asGuardian, Withdrawals withdrawals, Clock clock) {
        this.prove = prove;
        this.orders = orders;
        this.answers = answers;
        this.guardians = guardians;
        this.asGuardian = asGuardian;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /**
     * Looks for the consent; asks the ledger, so not within a database transaction.
     *
     * @param card what was shown, verified
     * @param presentation the same as it came, for the source
     */
    public Agreement judge(Organisation organisation, Check check, StoredRequestObject answered, VerifiedSdJwtVc card,
                           String presentation) {
        ExchangeTerms terms = CoveringConsent.terms(check);
        if (terms.ward().isPresent())
            return asGuardian.judge(organisation, check, answered, card, presentation);
        if (!X5c.sans(card.issuerChain().leaf()).covers(URI.create(terms.source())))
            return Agreement.refused("card_of_another_authority",
                    "the card that was shown is not one of the authority that is to send the data");
        Optional<RegisteredUse> use;
        try {
            use = terms.isWithGuardian()
                    ? Optional.of(guardians.use(organisation, check))
                    : Optional.empty();
        } catch (ProblemException e) {
            return new Agreement.Unknown(Finding.of(e.problem()));
        }
        FoundConsent consent = prove.prove(answered.requestHash(), Optional.of(terms.source()),
                event -> CoveringConsent.covers(event, organisation, check, terms));
        return Agreement.of(consent, proved -> new Agreement.Found(
                () -> store(organisation, check, answered, proved, presentation, use)));
    }

    private boolean store(Organisation organisation, Check check, StoredRequestObject answered,
                          FoundConsent.Proved consent, String presentation, Optional<RegisteredUse> guardians) {
        Instant now = clock.instant();
        withdrawals.lock(consent.record());
        if (withdrawals.isWithdrawn(check.organisation(), consent.record()))
            return false;
        var hash = new RequestHash(answered.requestHash());
        var agreed = consent.event().terms().categories();
        var yes = new OrderAnswers.Yes(new ExchangeOrder.Consent(consent.event().record(), hash), agreed,
                new OrderAnswers.Answer(answered.jwt(), presentation));
        return orders.ofCheck(check.id().value())
                .filter(order -> guardians
                        .map(use -> answers.askGuardian(order, yes, consent.event().relation(),
                                this.guardians.ask(organisation, use, CoveringConsent.terms(check), hash, agreed), now))
                        .orElseGet(() -> answers.agree(order, yes, now)))
                .isPresent();
    }
}
