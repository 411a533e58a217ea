package org.amana.verifier.exchange;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.ledger.Ledgers;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.organisation.AccessKeys;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.Organisations;
import org.amana.verifier.request.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Permits that were used, and what the ledger is told of them: DELIVERED or FAILED, signed with the organisation's key,
 * again and again until the ledger
 * whose log has the permit has it. The queue is in the database and is written with what was stored.
 */
@Service
public class PermitOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(PermitOutcomes.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration REFUSED_FOR_GOOD = Duration.ofDays(7);
    private static final int LARGEST_SHIFT = 12;
    private final JdbcClient jdbc;
    private final Ledgers ledgers;
    private final Organisations organisations;
    private final AccessKeys keys;
    private final Clock clock;
    private final RandomGenerator random;

    PermitOutcomes(JdbcClient jdbc, Ledgers ledgers, Organisations organisations, AccessKeys keys, Clock clock,
            RandomGenerator random) {
        this.jdbc = jdbc;
        this.ledgers = ledgers;
        this.organisations = organisations;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    private record Due(String log, long index, String organisation, String record, String requestHash,
                       Optional<String> reason, Optional<String> outcome, Instant createdAt, int attempts) {}

    /** A permit counts once, whatever it was used for. */
    boolean isUsed(FetchOutcome.SpentPermit permit) {
        return jdbc.sql("select count(*) > 0 from permit_outcome where permit_log = :log and permit_index = :index")
                .param("log", permit.log())
                .param("index", permit.index())
                .query(Boolean.class)
                .single();
    }

    /**
     * Marks the permit as used, within the transaction that stores what came; the primary key lets nobody else.
     *
     * @param failure a code; absent for a delivery
     */
    void queue(ExchangeOrder order, FetchOutcome.SpentPermit permit, Optional<String> failure, Instant now) {
        jdbc.sql(
                """
                        insert into permit_outcome (permit_log, permit_index, order_id, organisation, record, request_hash, reason,
                            created_at, next_attempt_at)
                        values (:log, :index, :order, :organisation, :record, :hash, :reason, :now, :now)""")
                .param("log", permit.log())
                .param("index", permit.index())
                .param("order", order.id().value())
                .param("organisation", order.organisation().value())
                .param("record", order.requireConsent().record().value())
                .param("hash", order.requireConsent().requestHash().value())
                .param("reason", failure.orElse(null))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Sends what is due. */
    @Scheduled(fixedDelayString = "${amana.verifier.exchange.settle-every:PT1S}")
    public void sendDue() {
        take(clock.instant()).forEach(
                due -> organisations.find(due.organisation()).ifPresent(organisation -> send(organisation, due)));
    }

    /** Outcomes of an order that the ledger has not taken, though it was told a while ago. */
    public int overdue(ExchangeOrder order) {
        return jdbc.sql("""
                select count(*) from permit_outcome
                where order_id = :order and acknowledged_at is null and attempts > 3""")
                .param("order", order.id().value())
                .query(Integer.class)
                .single();
    }

    private List<Due> take(Instant now) {
        return jdbc.sql("""
                update permit_outcome set attempts = attempts + 1, next_attempt_at = :lease
                where (permit_log, permit_index) in (select permit_log, permit_index from permit_outcome
                    where acknowledged_at is null and refused is null and next_attempt_at <= :now
                    order by next_attempt_at limit 20 for update skip locked)
                returning permit_log, permit_index, organisation, record, request_hash, reason, outcome, created_at,
                    attempts""")
                .param("lease", Timestamp.from(now.plus(LEASE)))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Due(row.getString(1), row.getLong(2), row.getString(3), row.getString(4),
                        row.getString(5), Optional.ofNullable(row.getString(6)), Optional.ofNullable(row.getString(7)),
                        row.getTimestamp(8).toInstant(), row.getInt(9)))
                .list();
    }

    private void send(Organisation organisation, Due due) {
        String outcome = due.outcome().orElseGet(() -> sign(organisation, due));
        try {
            var key = new IdempotencyKey("outcome-" + Token.hash(due.log()).substring(0, 16) + "-" + due.index());
            ledgers.ofLog(Optional.of(due.log())).settle(key, due.index(), outcome);
            settle(due, "acknowledged_at = :value", Timestamp.from(clock.instant()));
        } catch (ProblemException e) {
            LOG.warn("the ledger has not taken an outcome, try {}: {}", due.attempts(), e.problem().code());
            // a week rules out that it only does not know us, or the permit, yet
            if (e.problem() instanceof LedgerProblem.Refused refused
                    && due.createdAt().plus(REFUSED_FOR_GOOD).isBefore(clock.instant()))
                settle(due, "refused = :value", refused.reason());
            else
                settle(due, "next_attempt_at = :value", Timestamp.from(clock.instant().plus(pause(due.attempts()))));
        }
    }

    /** Signed once and kept: the ledger refuses another body under the same key. */
    private String sign(Organisation organisation, Due due) {
        String outcome = ExchangeOutcome.sign(keys.of(organisation), organisation.partyId(), Token.fresh(random),
                clock.instant(), new RecordId(due.record()), new RequestHash(due.requestHash()), due.index(),
                due.reason());
        settle(due, "outcome = :value", outcome);
        return outcome;
    }

    private void settle(Due due, String column, Object value) {
        jdbc.sql("update permit_outcome set " + column + " where permit_log = :log and permit_index = :index")
                .param("value", value)
                .param("log", due.log())
                .param("index", due.index())
                .update();
    }

    private static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, LARGEST_SHIFT));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
