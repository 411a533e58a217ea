package org.amana.issuer.permit;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.AuthorityId;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.support.ledger.LedgerClient;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.ledger.PermitAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks the ledger, and remembers each order until its answer is here. Where none came, because this process died or the
 * line did, the ledger may have entered a permit that nobody knows of: the same order is sent once more when the ledger
 * takes it for new no longer, and a permit that comes back becomes a FAILED entry.
 */
@Component
public class UnansweredOrders {
    private static final Logger LOG = LoggerFactory.getLogger(UnansweredOrders.class);
    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private final JdbcClient jdbc;
    private final LedgerClient ledger;
    private final ProvedEntries entries;
    private final ReleaseOrders orders;
    private final Clock clock;
    private final RandomGenerator random;

    UnansweredOrders(JdbcClient jdbc, LedgerClient ledger, ProvedEntries entries, ReleaseOrders orders, Clock clock,
            RandomGenerator random) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.entries = entries;
        this.orders = orders;
        this.clock = clock;
        this.random = random;
    }

    private record Left(AuthorityId authority, PermitOrder order, Optional<String> law) {}

    /**
     * Sends an order; the caller says when its answer was understood: {@link #end}, or with the permit that is begun.
     *
     * @throws ProblemException {@link LedgerProblem}
     */
    PermitAnswer ask(AuthorityId authority, PermitOrder order, Optional<String> law) {
        jdbc.sql("""
                insert into unanswered_order (jti, authority, permit_order, law, record_digest, asked_at)
                values (:jti, :authority, :order, :law, :record, :now)""")
                .param("jti", order.id())
                .param("authority", authority.value())
                .param("order", order.compact())
                .param("law", law.orElse(null))
                .param("record", ReleaseOrders.digest(order.record()))
                .param("now", now())
                .update();
        return send(order, law);
    }

    /** The ledger has answered, and gave no permit. */
    void end(PermitOrder order) {
        jdbc.sql("delete from unanswered_order where jti = ?").param(order.id()).update();
    }

    /** Before another order under this consent: a permit that nobody knows of would make it too early. */
    void settle(RecordId record) {
        settle("record_digest = ? and asked_at < ?", ReleaseOrders.digest(record),
                now().minus(ReleaseOrders.IN_FLIGHT));
    }

    /** Settles what a crash or a lost answer left. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT10S")
    public void settle() {
        settle("asked_at < ?", now().minus(ReleaseOrders.IN_FLIGHT));
        jdbc.sql("delete from unanswered_order where asked_at < ?").param(now().minus(KEPT_FOR)).update();
    }

    private void settle(String which, Object... values) {
        List<Left> all = jdbc.sql("select * from unanswered_order where " + which + " order by asked_at limit 100")
                .params(values)
                .query((row, number) -> new Left(new AuthorityId(row.getString("authority")),
                        PermitOrder.verify(row.getString("permit_order")), Optional.ofNullable(row.getString("law"))))
                .list();
        try {
            all.forEach(this::settle);
        } catch (ProblemException e) {
            LOG.info("orders without an answer wait: {}", e.problem().code());
        }
    }

    private void settle(Left left) {
        try {
            if (send(left.order(), left.law()) instanceof PermitAnswer.Permitted(var index, var receipt)) {
                ProvedEntries.find(entries.own(), left.order().compact(), EventKind.PERMIT, index, receipt)
                        .ifPresent(entry -> orders.abandon(entry.id(), left.authority(), left.order()));
            }
            end(left.order());
        } catch (ProblemException e) {
            if (!(e.problem() instanceof LedgerProblem.Refused)) {
                throw e;
            }
        }
    }

    /** A ledger that refuses an order has entered nothing. */
    private PermitAnswer send(PermitOrder order, Optional<String> law) {
        try {
            return ledger.permit(IdempotencyKey.random(random), order.compact(), law);
        } catch (ProblemException e) {
            if (e.problem() instanceof LedgerProblem.Refused) {
                end(order);
            }
            throw e;
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
