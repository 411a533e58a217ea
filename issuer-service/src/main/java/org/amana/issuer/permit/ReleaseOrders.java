package org.amana.issuer.permit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.key.Sha256;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.audit.AuditTrail;
import org.amana.issuer.audit.AuditTrail.Action;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.authority.AuthorityKeys;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.support.ledger.LedgerClient;
import org.amana.support.ledger.LedgerProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Permits under way and those that came to nothing: the order, never what was fetched for it. A row is written before the
 * fetch begins and goes when the release does; what stays becomes a FAILED entry in the ledger, also after a crash.
 */
@Component
public class ReleaseOrders {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseOrders.class);
    /** No release takes so long; a row that is older has lost its process. */
    private static final Duration INTERRUPTED_AFTER = Duration.ofMinutes(5);
    /** No requester waits so long for an answer. */
    static final Duration IN_FLIGHT = Duration.ofMinutes(1);
    private static final String UNHEARD = "not_received";
    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private final JdbcClient jdbc;
    private final LedgerClient ledger;
    private final AuthorityKeys keys;
    private final AuditTrail audit;
    private final RunningReleases running;
    private final PermitProperties properties;
    private final Clock clock;
    private final RandomGenerator random;

    ReleaseOrders(JdbcClient jdbc, LedgerClient ledger, AuthorityKeys keys, AuditTrail audit, RunningReleases running,
            PermitProperties properties, Clock clock, RandomGenerator random) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.keys = keys;
        this.audit = audit;
        this.running = running;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    /** A permit was taken. The key of the table lets no process of this service use the same one twice. */
    void begin(Permit permit) {
        if (!open(permit.id(), permit.authority().id(), permit.order())) {
            throw new ProblemException(new PermitProblem.LedgerUnavailable("the ledger gave a permit a second time"));
        }
        running.begin(permit);
    }

    /** The answer to that order is here, and the permit is written down: both at once. */
    private boolean open(PermitId id, AuthorityId authority, PermitOrder order) {
        return jdbc.sql("""
                with answered as (delete from unanswered_order where jti = ?)
                insert into release_order (log, permit, authority, permit_order, state, taken_at, record_digest)
                values (?, ?, ?, ?, 'OPEN', ?, ?) on conflict do nothing""")
                .params(order.id(), id.log(), id.index(), authority.value(), order.compact(), now(),
                        digest(order.record()))
                .update() == 1;
    }

    /** A permit was given and its answer lost: nothing was fetched under it, and nothing will be. */
    void abandon(PermitId id, AuthorityId authority, PermitOrder order) {
        if (open(id, authority, order)) {
            fail(id, authority, order, "interrupted");
        }
    }

    /** The release is on its way. */
    void sent(Permit permit) {
        running.end(permit);
        int open = jdbc.sql("update release_order set state = 'SENT' where log = ? and permit = ? and state = 'OPEN'")
                .params(permit.id().log(), permit.id().index())
                .update();
        if (open == 0) {
            throw new IllegalStateException("a release that was given up does not leave");
        }
        PermitOrder order = permit.order();
        audit.record(permit.authority().id(), "requester", Action.DATA_RELEASED, "consent " + order.record().value(),
                "to " + order.requester() + " for " + order.purpose() + ", permit " + permit.id().index());
    }

    /**
     * The release came to nothing: a dead letter, and a FAILED entry as soon as the ledger takes it.
     *
     * @param reason a code
     */
    public void fail(Permit permit, String reason) {
        running.end(permit);
        fail(permit.id(), permit.authority().id(), permit.order(), reason);
    }

    /** What a crash left open has failed, and what the ledger has not heard is told again. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT10S")
    public void tidy() {
        OffsetDateTime before = now().minus(INTERRUPTED_AFTER);
        jdbc.sql("select * from release_order where state = 'OPEN' and taken_at < ? limit 100")
                .param(before)
                .query((row, number) -> new Left(new PermitId(row.getString("log"), row.getLong("permit")),
                        new AuthorityId(row.getString("authority")), row.getString("permit_order")))
                .list()
                .forEach(left -> fail(left.id(), left.authority(), PermitOrder.verify(left.order()), "interrupted"));
        closeUnheard("taken_at < ?", now().minus(properties.unheardAfter()));
        List<Untold> untold = jdbc
                .sql("select * from release_order where state = 'FAILED' and outcome is not null limit 100")
                .query((row, number) -> new Untold(new PermitId(row.getString("log"), row.getLong("permit")),
                        row.getString("outcome")))
                .list();
        for (Untold one : untold) {
            if (!tell(one)) {
                break; // the ledger is away for the others as well
            }
        }
        jdbc.sql("delete from release_order where state <> 'OPEN' and outcome is null and taken_at < ?")
                .param(now().minus(KEPT_FOR))
                .update();
    }

    /**
     * The requester asks again under this consent: what was sent before and of which it has told the ledger nothing has not
     * arrived, because it was away or died with it in hand.
     */
    void closeUnheard(RecordId record) {
        closeUnheard("taken_at < ? and record_digest = ?", now().minus(IN_FLIGHT), digest(record));
    }

    private void closeUnheard(String which, Object... values) {
        jdbc.sql("select * from release_order where state = 'SENT' and " + which + " limit 100")
                .params(values)
                .query((row, number) -> new Left(new PermitId(row.getString("log"), row.getLong("permit")),
                        new AuthorityId(row.getString("authority")), row.getString("permit_order")))
                .list()
                .forEach(this::closeUnheard);
    }

    /** The ledger knows better: it refuses this of what the requester has received. */
    private void closeUnheard(Left left) {
        PermitOrder order = PermitOrder.verify(left.order());
        String id = IdempotencyKey.random(random).value();
        String outcome = ExchangeOutcome.sign(keys.credentialKey(left.authority()), order.source(), id, clock.instant(),
                order.record(), order.requestHash(), left.id().index(), Optional.of(UNHEARD));
        try {
            ledger.settle(new IdempotencyKey(id), left.id().index(), outcome);
            end(left, "FAILED", Optional.of(UNHEARD));
            audit.record(left.authority(), "requester", Action.RELEASE_FAILED, "consent " + order.record().value(),
                    "to " + order.requester() + ", permit " + left.id().index() + ": " + UNHEARD);
        } catch (ProblemException e) {
            if (e.problem() instanceof LedgerProblem.Refused) {
                end(left, "RECEIVED", Optional.empty());
            }
        }
    }

    private void end(Left left, String state, Optional<String> reason) {
        jdbc.sql("""
                update release_order set state = :state, reason = :reason
                where log = :log and permit = :permit and state = 'SENT'""")
                .param("state", state)
                .param("reason", reason.orElse(null))
                .param("log", left.id().log())
                .param("permit", left.id().index())
                .update();
    }

    static byte[] digest(RecordId record) {
        return Sha256.of(record.value().getBytes(StandardCharsets.US_ASCII));
    }

    private record Left(PermitId id, AuthorityId authority, String order) {}

    private record Untold(PermitId id, String outcome) {}

    private void fail(PermitId id, AuthorityId authority, PermitOrder order, String reason) {
        Instant at = clock.instant();
        String outcome = ExchangeOutcome.sign(keys.credentialKey(authority), order.source(),
                IdempotencyKey.random(random).value(), at, order.record(), order.requestHash(), id.index(),
                Optional.of(reason));
        int open = jdbc.sql("""
                update release_order set state = 'FAILED', reason = ?, outcome = ?
                where log = ? and permit = ? and state = 'OPEN'""")
                .params(reason, outcome, id.log(), id.index())
                .update();
        if (open == 1) {
            audit.record(authority, "requester", Action.RELEASE_FAILED, "consent " + order.record().value(),
                    "to " + order.requester() + ", permit " + id.index() + ": " + reason);
            tell(new Untold(id, outcome));
        }
    }

    /** False while the ledger is away. */
    private boolean tell(Untold one) {
        ExchangeOutcome outcome = ExchangeOutcome.verify(one.outcome());
        try {
            ledger.settle(new IdempotencyKey(outcome.id()), one.id().index(), one.outcome());
        } catch (ProblemException e) {
            if (!(e.problem() instanceof LedgerProblem.Refused refused)) {
                return false;
            }
            LOG.warn("the ledger does not take the outcome of permit {}: {}", one.id(), refused.reason());
        }
        jdbc.sql("update release_order set outcome = null where log = ? and permit = ?")
                .params(one.id().log(), one.id().index())
                .update();
        return true;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
