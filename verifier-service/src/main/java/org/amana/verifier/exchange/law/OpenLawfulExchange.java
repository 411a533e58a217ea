package org.amana.verifier.exchange.law;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.Emergency;
import org.amana.core.consent.EmergencyReason;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.support.trust.TrustListSource;
import org.amana.verifier.exchange.fork.ForkedLogs;
import org.amana.verifier.exchange.order.ExchangeId;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.ExchangeProperties;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.OrderProblem;
import org.amana.verifier.organisation.AccessKeys;
import org.amana.verifier.organisation.IntendedUses;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Token;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens an order that rests on a law: nobody is asked, and the organisation signs which law it is; in an emergency the clerk says
 * why, and their officer reviews it afterwards. Whom it is about the
 * source knows from an exchange that the person agreed to before. Whether it may is for the source's ledger to say.
 */
@Service
public class OpenLawfulExchange {
    /** A last day is a whole one. */
    private static final Duration WHOLE_DAYS = Duration.ofDays(1);
    private final IntendedUses uses;
    private final TrustListSource trust;
    private final ForkedLogs forks;
    private final ExchangeOrders orders;
    private final EmergencyAccesses emergencies;
    private final AccessKeys keys;
    private final ExchangeProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final RandomGenerator random;

    OpenLawfulExchange(IntendedUses uses, TrustListSource trust, ForkedLogs forks, ExchangeOrders orders,
            EmergencyAccesses emergencies,
            AccessKeys keys, ExchangeProperties properties, PlatformTransactionManager transactions, Clock clock,
            RandomGenerator random) {
        this.emergencies = emergencies;
        this.properties = properties;
        this.transaction = new TransactionTemplate(transactions);
        this.uses = uses;
        this.trust = trust;
        this.forks = forks;
        this.orders = orders;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens.
     *
     * @param clerk user name
     * @throws ProblemException {@link OrderProblem}; {@link org.amana.verifier.organisation.UseProblem}; what the ledger
     *         client throws when register or trust list are away
     */
    public ExchangeOrder open(Organisation organisation, LawfulQuestion question, String clerk) {
        IntendedUse use = uses.of(organisation, question.intendedUse()).use();
        if (use.restsOnConsent())
            throw OrderProblem.malformed("this use rests on consent, so the person is asked");
        if (use.retention().isZero())
            throw OrderProblem.malformed("nothing may be kept for this intended use, so nothing is fetched");
        List<CredentialCategory> asked = question.categories().isEmpty()
                ? use.credentials()
                : question.categories();
        if (!use.covers(asked))
            throw new ProblemException(new OrderProblem.OverAsking());
        ExchangeOrder.Consent known = question.known()
                .consent()
                .filter(_ -> question.known().organisation().equals(organisation.id()))
                .filter(_ -> question.known().law().isEmpty() && question.known().isAgreed())
                .orElseThrow(() -> OrderProblem.malformed("the person agreed to no such exchange"));
        requireSource(question.known().source(), asked);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant latest = now.atZone(ZoneOffset.UTC).plus(use.retention()).toInstant().plus(WHOLE_DAYS);
        if (!question.until().isAfter(now) || question.until().isAfter(latest))
            throw OrderProblem.malformed("the last day is to come, and not after the time the data may be kept ("
                    + use.retention() + ")");
        return insert(organisation, use, question, asked, known, now, clerk, reason(use, question));
    }

    private ExchangeOrder insert(Organisation organisation, IntendedUse use, LawfulQuestion question,
                                 List<CredentialCategory> asked, ExchangeOrder.Consent known, Instant now,
                                 String clerk, Optional<EmergencyReason> reason) {
        var record = new RecordId(Token.fresh(random));
        Optional<Emergency> emergency = reason
                .map(why -> new Emergency(why.commitment(), now.plus(properties.reviewWithin()),
                        why.pseudonym(clerk)));
        String law = LawfulAccess.sign(keys.of(organisation), use, new LawfulAccess.Wanted(record,
                new LawfulAccess.Known(known.record(), known.requestHash()), question.known().source(),
                question.until(), asked, emergency), Token.fresh(random), now);
        var id = new ExchangeId(Token.fresh(random));
        var order = new ExchangeOrder(id, organisation.id(), use.id(), use.retention(), question.known().source(),
                asked, question.until(), question.every(), clerk, now, id.value(), ExchangeState.READY,
                Optional.empty(), Optional.of(new ExchangeOrder.Consent(record, RequestHash.of(law))), 0, 0, 0,
                Optional.empty(), now, Optional.of(law), Optional.empty(), Optional.empty());
        transaction.executeWithoutResult(status -> {
            orders.insert(order);
            if (reason.isPresent() && emergency.isPresent())
                emergencies.insert(order, reason.get(), emergency.get().reviewBy());
        });
        return order;
    }

    /** Why somebody could not wait: of an emergency, which is never a series, and of nothing else. */
    private Optional<EmergencyReason> reason(IntendedUse use, LawfulQuestion question) {
        if (!use.isForEmergencies() && question.reason().isEmpty())
            return Optional.empty();
        if (!use.isForEmergencies())
            throw OrderProblem.malformed("a reason is given in an emergency, and this use is for none");
        if (question.every().isPresent())
            throw OrderProblem.malformed("an emergency is no series; it is asked for once");
        try {
            return Optional.of(EmergencyReason.of(question.reason().orElse(""), random));
        } catch (ProblemException e) {
            throw new ProblemException(new OrderProblem.Malformed("say in plain words why this cannot wait: "
                    + e.problem().detail()), e);
        }
    }

    private void requireSource(String source, List<CredentialCategory> asked) {
        boolean issuesAll = trust.issuer(source)
                .filter(issuer -> asked.stream().allMatch(category -> issuer.types().contains(category.vct())))
                .isPresent();
        if (!issuesAll)
            throw new ProblemException(new OrderProblem.UnknownSource());
        forks.requireKeeper(source);
    }
}
