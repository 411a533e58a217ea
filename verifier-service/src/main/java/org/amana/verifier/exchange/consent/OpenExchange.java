package org.amana.verifier.exchange.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.Represented;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.TrustedIssuer;
import org.amana.support.trust.TrustListSource;
import org.amana.verifier.exchange.fork.ForkedLogs;
import org.amana.verifier.exchange.order.ExchangeId;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.ExchangeProperties;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.GuardiansPart;
import org.amana.verifier.exchange.order.OrderProblem;
import org.amana.verifier.organisation.IntendedUses;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.RegisteredUse;
import org.amana.verifier.request.BeginCheck;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.Token;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens an order: a check asks the person to show that they are known at the source, and to agree that it sends exactly
 * these data. Nothing of the card itself is asked for.
 */
@Service
public class OpenExchange {
    /** Id of the one credential in the query. */
    static final String SUBJECT = "subject";
    /** Identifiers of authorities are addresses, to which a path is added. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~-]+)*");
    /** A last day is a whole one. */
    private static final Duration WHOLE_DAYS = Duration.ofDays(1);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private final IntendedUses uses;
    private final TrustListSource trust;
    private final ForkedLogs forks;
    private final BeginCheck begin;
    private final ExchangeOrders orders;
    private final ExchangeProperties properties;
    private final Clock clock;
    private final RandomGenerator random;
    private final TransactionTemplate transaction;

    OpenExchange(IntendedUses uses, TrustListSource trust, ForkedLogs forks, BeginCheck begin, ExchangeOrders orders,
            ExchangeProperties properties, Clock clock, RandomGenerator random,
            PlatformTransactionManager transactions) {
        this.uses = uses;
        this.trust = trust;
        this.forks = forks;
        this.begin = begin;
        this.orders = orders;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Opens.
     *
     * @param clerk user name
     * @throws ProblemException {@link OrderProblem}; {@link org.amana.verifier.organisation.UseProblem}; what the ledger
     *         client throws when register or trust list are away
     */
    public ExchangeOrder open(Organisation organisation, ExchangeQuestion question, String clerk) {
        return open(organisation, question, clerk, Optional.empty(), _ -> {});
    }

    /**
     * Opens.
     *
     * @param within what else is stored, in the same transaction
     * @throws ProblemException as above, and what {@code within} throws
     */
    public ExchangeOrder open(Organisation organisation, ExchangeQuestion question, String clerk,
                              Consumer<ExchangeOrder> within) {
        return open(organisation, question, clerk, Optional.empty(), within);
    }

    /**
     * Opens one that asks both again.
     *
     * @param after the disagreement
     * @param settle done with it, in the same transaction
     * @throws ProblemException as above, and what {@code settle} throws
     */
    ExchangeOrder again(Organisation organisation, ExchangeQuestion question, String clerk, ExchangeOrder after,
                        Consumer<ExchangeOrder> settle) {
        return open(organisation, question, clerk, Optional.of(after.id()), settle);
    }

    private ExchangeOrder open(Organisation organisation, ExchangeQuestion question, String clerk,
                               Optional<ExchangeId> againOf, Consumer<ExchangeOrder> settle) {
        RegisteredUse registered = uses.of(organisation, question.intendedUse());
        if (!IntendedUse.restsOnConsentAlone(registered.use().legalBasis()))
            throw new ProblemException(new OrderProblem.NoConsent(question.intendedUse()));
        if (registered.use().retention().isZero())
            throw OrderProblem.malformed("nothing may be kept for this intended use, so nothing is fetched");
        List<CredentialCategory> asked = question.categories().isEmpty()
                ? registered.use().credentials()
                : question.categories();
        if (!registered.use().covers(asked))
            throw new ProblemException(new OrderProblem.OverAsking());
        requireSource(question.source(), asked);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        requireTime(question.until(), registered.use(), now);
        ExchangeTerms terms;
        try {
            terms = new ExchangeTerms(SUBJECT, question.source(), asked, question.until(), question.every(),
                    question.withGuardian() ? Optional.of(new Represented.WithGuardian()) : Optional.empty());
        } catch (ProblemException e) {
            throw new ProblemException(new OrderProblem.Malformed(e.problem().detail()), e);
        }
        // after the ledger was asked: no transaction waits for another machine
        return Objects.requireNonNull(transaction.execute(status -> {
            ExchangeOrder order = insert(organisation, registered, terms, clerk, againOf, now);
            settle.accept(order);
            return order;
        }));
    }

    private ExchangeOrder insert(Organisation organisation, RegisteredUse registered, ExchangeTerms terms,
                                 String clerk, Optional<ExchangeId> againOf, Instant now) {
        Check check = begin.begin(organisation, registered, terms);
        var order = new ExchangeOrder(new ExchangeId(Token.fresh(random)), organisation.id(), registered.use().id(),
                registered.use().retention(), terms.source(), terms.categories(), terms.until(), terms.every(), clerk,
                now, check.id().value(), ExchangeState.ASKED, Optional.empty(), Optional.empty(), 0, 0, 0,
                Optional.empty(),
                check.expiresAt(), terms.isWithGuardian() ? Optional.of(GuardiansPart.open()) : Optional.empty(),
                againOf);
        orders.insert(order);
        return order;
    }

    /** The person shows a card of the first type; every type is one the authority may speak about. */
    private void requireSource(String source, List<CredentialCategory> asked) {
        Optional<TrustedIssuer> issuer = trust.issuer(source);
        if (issuer.isEmpty() || !ADDRESS.matcher(source).matches()
                || !asked.stream().allMatch(category -> issuer.get().types().contains(category.vct())))
            throw new ProblemException(new OrderProblem.UnknownSource());
        forks.requireKeeper(source);
    }

    /** What comes later than the retention reaches would have to be erased on arrival; wallets refuse to ask for that. */
    private void requireTime(Instant until, IntendedUse use, Instant now) {
        Instant latest = now.atZone(ZoneOffset.UTC).plus(use.retention()).toInstant().plus(WHOLE_DAYS);
        if (until.isBefore(now.plus(properties.shortest())) || until.isAfter(latest))
            throw OrderProblem.malformed("the last day lies at least " + properties.shortest().toHours()
                    + " hours from now and not after "
                    + LocalDate.ofInstant(latest, ZoneOffset.UTC).minusDays(1).format(DAY)
                    + ", because the data may not be kept longer");
    }
}
