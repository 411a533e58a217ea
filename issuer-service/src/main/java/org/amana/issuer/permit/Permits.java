package org.amana.issuer.permit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PersonsAge;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedLedger;
import org.amana.issuer.authority.AuthorityKeys;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.support.ledger.LedgerClient;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.ledger.PermitAnswer;
import org.springframework.stereotype.Component;

/**
 * Asks the ledger for permits. What it answers counts only with the proof that exactly this order is entered in a log of
 * the trust list, as what the answer says; a ledger that says yes without it has said nothing.
 */
@Component
public class Permits {
    /** Clocks of the ledger and of this service may differ by so much, and a permit taken from a drawer is older. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);
    private static final int UNKNOWN_RECORD = 404;
    private final LedgerClient ledger;
    private final ProvedEntries entries;
    private final AuthorityKeys keys;
    private final ReleaseOrders orders;
    private final UnansweredOrders unanswered;
    private final OrdersPerHour perHour;
    private final Clock clock;
    private final RandomGenerator random;

    Permits(LedgerClient ledger, ProvedEntries entries, AuthorityKeys keys, ReleaseOrders orders,
            UnansweredOrders unanswered, OrdersPerHour perHour, Clock clock, RandomGenerator random) {
        this.ledger = ledger;
        this.entries = entries;
        this.keys = keys;
        this.orders = orders;
        this.unanswered = unanswered;
        this.perHour = perHour;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Takes a permit. The order is written down before it is sent, and the permit before it is handed out, so that a crash
     * leaves the trace of either.
     *
     * @throws ProblemException {@link PermitProblem.Denied}, {@link PermitProblem.LedgerUnavailable},
     *         {@link PermitProblem.TooManyOrders}
     */
    public Permit take(Wanted wanted) {
        perHour.count(wanted);
        unanswered.settle(wanted.record());
        orders.closeUnheard(wanted.record());
        try {
            List<TrustedLedger> ledgers = entries.own(); // first: a permit nobody can check is wasted
            Instant asked = clock.instant();
            String order = PermitOrder.sign(keys.credentialKey(wanted.authority().id()),
                    wanted.authority().identifier().value(), IdempotencyKey.random(random).value(), asked,
                    wanted.record(), wanted.requestHash(), wanted.requester(), wanted.purpose(), wanted.categories(),
                    wanted.every(), wanted.age());
            PermitOrder sent = PermitOrder.verify(order);
            return switch (unanswered.ask(wanted.authority().id(), sent, wanted.law())) {
                case PermitAnswer.Permitted(var index, var receipt) -> {
                    PermitId id = proved(ledgers, order, EventKind.PERMIT, index, receipt);
                    var permit = new Permit(id, wanted.authority(), sent, receipt, asked);
                    orders.begin(permit);
                    yield permit;
                }
                case PermitAnswer.Denied(var reason, var index, var receipt) -> {
                    proved(ledgers, order, EventKind.DENY, index, receipt);
                    unanswered.end(sent);
                    throw new ProblemException(new PermitProblem.Denied(reason, OptionalLong.of(index)));
                }
            };
        } catch (ProblemException e) {
            throw unavailable(e);
        }
    }

    /**
     * Looks a last time whether the consent stands, and the guardian's where one is named.
     *
     * @throws ProblemException {@link PermitProblem.Denied}, {@link PermitProblem.LedgerUnavailable}
     */
    void requireInForce(PermitOrder order) {
        Optional<DenyReason> denial;
        try {
            denial = ledger.denialNow(order.record()).or(() -> guardiansDenial(order));
        } catch (ProblemException e) {
            throw unavailable(e);
        }
        if (denial.isPresent()) {
            throw new ProblemException(new PermitProblem.Denied(denial.get(), OptionalLong.empty()));
        }
    }

    private Optional<DenyReason> guardiansDenial(PermitOrder order) {
        return order.age()
                .flatMap(PersonsAge::findGuardian)
                .flatMap(guardian -> ledger.denialNow(guardian.record()))
                .map(reason -> switch (reason) {
                    case WITHDRAWN, ERASED -> DenyReason.GUARDIAN_WITHDRAWN;
                    case EXPIRED -> DenyReason.SUSPENDED;
                    default -> DenyReason.GUARDIAN_MISSING;
                });
    }

    private PermitId proved(List<TrustedLedger> ledgers, String order, EventKind kind, long index,
                            ConsentReceipt receipt) {
        return ProvedEntries.find(ledgers, order, kind, index, receipt)
                .filter(entry -> Duration.between(entry.event().time(), clock.instant())
                        .abs()
                        .compareTo(CLOCK_TOLERANCE) <= 0)
                .map(ProvedEntries.Proved::id)
                .orElseThrow(() -> new ProblemException(new PermitProblem.LedgerUnavailable(
                        "the ledger's answer is not proved by a log of the trust list")));
    }

    private static ProblemException unavailable(ProblemException e) {
        return switch (e.problem()) {
            case PermitProblem _ -> e;
            case LedgerProblem.Refused refused when refused.status() == UNKNOWN_RECORD -> new ProblemException(
                    new PermitProblem.Denied(DenyReason.NOT_GIVEN, OptionalLong.empty()), e);
            default -> new ProblemException(new PermitProblem.LedgerUnavailable(
                    "the ledger gave no permit: " + e.problem().code()), e);
        };
    }
}
