package org.amana.verifier.exchange.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.amana.core.consent.RequestHash;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.guardian.Majority;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.amana.core.trust.X5c;
import org.amana.support.trust.TrustListSource;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.GuardiansPart;
import org.amana.verifier.exchange.order.OrderAnswers;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.StoredRequestObject;
import org.amana.verifier.retention.FoundConsent;
import org.amana.verifier.retention.ProveConsent;
import org.amana.verifier.retention.Withdrawals;
import org.springframework.stereotype.Component;

/**
 * The guardian's yes: a mandate that holds and covers data, and a consent of their own in the ledger to exactly what the
 * person agreed to, or to fewer data. Issuer, holder binding and status were checked before; whether it is this child's
 * guardian the source says, which has the reference of the court.
 */
@Component
class AgreeAsGuardian {
    /** Where it is unknown where the mandate's last day ends, it ends as early as anywhere. */
    private static final ZoneId EARLIEST = ZoneOffset.ofHours(14);
    private final ProveConsent prove;
    private final ExchangeOrders orders;
    private final OrderAnswers answers;
    private final TrustListSource trust;
    private final Withdrawals withdrawals;
    private final Clock clock;

    AgreeAsGuardian(ProveConsent prove, ExchangeOrders orders, OrderAnswers answers, TrustListSource trust,
            Withdrawals withdrawals, Clock clock) {
        this.prove = prove;
        this.orders = orders;
        this.answers = answers;
        this.trust = trust;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /** As {@link AgreeToExchange#judge}. */
    Agreement judge(Organisation organisation, Check check, StoredRequestObject answered, VerifiedSdJwtVc card,
                    String presentation) {
        ExchangeTerms terms = CoveringConsent.terms(check);
        Optional<GuardianMandate> mandate = GuardianMandate.of(card);
        if (mandate.isEmpty())
            return Agreement.refused("mandate_unreadable", "the card that was shown is not a guardian's");
        if (!mandate.get().coversData())
            return Agreement.refused("mandate_without_scope", "the mandate does not cover decisions about data");
        try {
            if (isOver(mandate.get(), terms.source()))
                return Agreement.refused("mandate_ended", "the mandate has ended");
        } catch (ProblemException e) {
            return new Agreement.Unknown(Finding.of(e.problem()));
        }
        Optional<String> person = orders.ofCheck(check.id().value())
                .flatMap(CoveringConsent::awaited)
                .flatMap(GuardiansPart::personsRelation);
        if (person.isEmpty())
            return Agreement.refused("consent_withdrawn", "the person's own yes does not stand any more");
        FoundConsent consent = prove.prove(answered.requestHash(), Optional.of(terms.source()),
                event -> CoveringConsent.covers(event, organisation, check, terms)
                        && !event.relation().thumbprint().equals(person.get()));
        return Agreement.of(consent, proved -> new Agreement.Found(
                () -> store(check, answered, proved, presentation, said(card, mandate.get()))));
    }

    private boolean isOver(GuardianMandate mandate, String source) {
        ZoneId zone = trust.issuer(source)
                .flatMap(office -> Majority.of(office.country()))
                .map(Majority::zone)
                .orElse(EARLIEST);
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return mandate.until().filter(end -> !today.isBefore(end)).isPresent();
    }

    private static GuardiansPart.Mandate said(VerifiedSdJwtVc card, GuardianMandate mandate) {
        String issuer = card.issuer()
                .or(() -> X5c.sans(card.issuerChain().leaf()).uris().stream().findFirst().map(Object::toString))
                .orElse("");
        return new GuardiansPart.Mandate(issuer, mandate.until());
    }

    private boolean store(Check check, StoredRequestObject answered, FoundConsent.Proved consent, String presentation,
                          GuardiansPart.Mandate mandate) {
        Instant now = clock.instant();
        withdrawals.lock(consent.record());
        if (withdrawals.isWithdrawn(check.organisation(), consent.record()))
            return false;
        var yes = new OrderAnswers.Yes(
                new ExchangeOrder.Consent(consent.event().record(), new RequestHash(answered.requestHash())),
                consent.event().terms().categories(), new OrderAnswers.Answer(answered.jwt(), presentation));
        return orders.ofCheck(check.id().value())
                .filter(order -> answers.guardianAgrees(order, yes, mandate, now))
                .isPresent();
    }
}
