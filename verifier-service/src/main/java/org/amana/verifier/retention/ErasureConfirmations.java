package org.amana.verifier.retention;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ErasureConfirmation;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.ledger.Ledgers;
import org.amana.verifier.organisation.AccessKeys;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.Organisations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Tells the ledger that keeps the consent that a copy is gone, signed with the organisation's key, again and again until the ledger
 * acknowledges. The queue is in the database: a restart loses nothing, and two instances do not send the same.
 */
@Service
public class ErasureConfirmations {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureConfirmations.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration UNKNOWN_FOR_GOOD = Duration.ofDays(7);
    private static final int LARGEST_SHIFT = 12;
    private final JdbcClient jdbc;
    private final Ledgers ledgers;
    private final Organisations organisations;
    private final AccessKeys keys;
    private final Clock clock;

    ErasureConfirmations(JdbcClient jdbc, Ledgers ledgers, Organisations organisations, AccessKeys keys,
            Clock clock) {
        this.jdbc = jdbc;
        this.ledgers = ledgers;
        this.organisations = organisations;
        this.keys = keys;
        this.clock = clock;
    }

    private record Due(String organisation, String record, String requestHash, Instant erasedAt, int attempts,
                       Optional<String> confirmation, Optional<String> log) {}

    /** Sends what is due. */
    @Scheduled(fixedDelayString = "${amana.verifier.retention.confirm-every:PT1S}")
    public void sendDue() {
        take(clock.instant()).forEach(
                due -> organisations.find(due.organisation()).ifPresent(organisation -> send(organisation, due)));
    }

    /** Takes the due ones for the time of the lease, so that nobody else sends them meanwhile. */
    private List<Due> take(Instant now) {
        return jdbc.sql("""
                update erasure_confirmation set attempts = attempts + 1, next_attempt_at = :lease
                where (organisation, record) in (select organisation, record from erasure_confirmation
                    where acknowledged_at is null and next_attempt_at <= :now limit 20 for update skip locked)
                returning organisation, record, request_hash, erased_at, attempts, confirmation, log""")
                .param("lease", Timestamp.from(now.plus(LEASE)))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Due(row.getString(1), row.getString(2), row.getString(3),
                        row.getTimestamp(4).toInstant(), row.getInt(5), Optional.ofNullable(row.getString(6)),
                        Optional.ofNullable(row.getString(7))))
                .list();
    }

    private void send(Organisation organisation, Due due) {
        var record = new RecordId(due.record());
        var requestHash = new RequestHash(due.requestHash());
        String confirmation = due.confirmation().orElseGet(() -> sign(organisation, due));
        try {
            ledgers.ofLog(due.log())
                    .confirmErasure(new IdempotencyKey("erasure-" + due.record()), record, requestHash, due.erasedAt(),
                            confirmation);
            settle(due, "acknowledged_at = :at", clock.instant());
        } catch (ProblemException e) {
            if (isForgotten(e.problem(), due)) {
                settle(due, "acknowledged_at = :at", clock.instant());
                return;
            }
            LOG.warn("the ledger has not taken a confirmation of erasure, try {}: {}", due.attempts(),
                    e.problem().code());
            settle(due, "next_attempt_at = :at", clock.instant().plus(pause(due.attempts())));
        }
    }

    /** The person may have had the ledger forget the record; a week rules out that it only does not know us yet. */
    private boolean isForgotten(Problem problem, Due due) {
        return problem instanceof LedgerProblem.Refused refused && refused.reason().equals("unknown_record")
                && due.erasedAt().plus(UNKNOWN_FOR_GOOD).isBefore(clock.instant());
    }

    /** Signed once and kept: signatures differ each time, and the ledger refuses another body under the same key. */
    private String sign(Organisation organisation, Due due) {
        String confirmation = ErasureConfirmation.sign(keys.of(organisation), organisation.partyId(),
                new RecordId(due.record()), new RequestHash(due.requestHash()), due.erasedAt());
        jdbc.sql(
                "update erasure_confirmation set confirmation = :jws where organisation = :organisation and record = :record")
                .param("jws", confirmation)
                .param("organisation", due.organisation())
                .param("record", due.record())
                .update();
        return confirmation;
    }

    private void settle(Due due, String column, Instant at) {
        jdbc.sql("update erasure_confirmation set " + column
                + " where organisation = :organisation and record = :record")
                .param("at", Timestamp.from(at))
                .param("organisation", due.organisation())
                .param("record", due.record())
                .update();
    }

    private static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, LARGEST_SHIFT));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
