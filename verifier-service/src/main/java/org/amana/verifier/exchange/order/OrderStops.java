package org.amana.verifier.exchange.order;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What stops orders from outside, in their rows: withdrawals, objections, time; and what lets a suspended one go on. */
@Repository
public class OrderStops {
    private final JdbcClient jdbc;

    OrderStops(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whatever was ordered under that consent, the person's or their guardian's, stops; answers how many orders. */
    public int withdraw(OrganisationId organisation, String record, Instant now) {
        return jdbc.sql("""
                update exchange_order set state = 'WITHDRAWN', presentation = null, guardian_presentation = null,
                    reason = case when record = :record then 'withdrawn' else 'guardian_withdrawn' end,
                    changed_at = :now
                where organisation = :organisation and (record = :record or guardian_record = :record)
                    and state <> 'WITHDRAWN'""")
                .param("now", Timestamp.from(now))
                .param("organisation", organisation.value())
                .param("record", record)
                .update();
    }

    /** The person, now of age, made the consent their own: SUSPENDED to READY; answers how many orders. */
    public int resume(OrganisationId organisation, String record, String requestHash, Instant now) {
        return jdbc.sql("""
                update exchange_order set state = 'READY', reason = null, attempts = 0, next_attempt_at = :now,
                    changed_at = :now
                where organisation = :organisation and record = :record and request_hash = :hash
                    and state = 'SUSPENDED' and until > :now""")
                .param("now", Timestamp.from(now))
                .param("organisation", organisation.value())
                .param("record", record)
                .param("hash", requestHash)
                .update();
    }

    /** Checks by which guardians are asked about what the person took back meanwhile. */
    public List<String> unneededQuestions(Instant now) {
        return jdbc.sql("""
                select guardian_check_id from exchange_order where state = 'WITHDRAWN' and guardian_check_id is not null
                    and guardian_record is null and next_attempt_at > :now""")
                .param("now", Timestamp.from(now))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** What runs under that access stops until the objection to it is answered. */
    public void halt(OrganisationId organisation, String record, Instant now) {
        jdbc.sql(
                """
                        update exchange_order set state = 'DENIED', reason = 'objected', changed_at = :now
                        where organisation = :organisation and record = :record and state in ('READY', 'FETCHING', 'WAITING')""")
                .param("now", Timestamp.from(now))
                .param("organisation", organisation.value())
                .param("record", record)
                .update();
    }

    /**
     * Nothing more comes under that access.
     *
     * @param reason a code
     */
    public void giveUp(OrganisationId organisation, String record, String reason, Instant now) {
        jdbc.sql("""
                update exchange_order set state = 'ENDED', reason = :reason, changed_at = :now
                where organisation = :organisation and record = :record""")
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .param("organisation", organisation.value())
                .param("record", record)
                .update();
    }

    /** Ends what has run out: questions nobody answered, series, orders that never came to anything. */
    public void expire(Instant now) {
        Timestamp at = Timestamp.from(now);
        jdbc.sql("""
                update exchange_order set presentation = null, changed_at = :now,
                    reason = case when state = 'ASKED_GUARDIAN' then 'guardian_silent' end, state = 'EXPIRED'
                where state in ('ASKED', 'ASKED_GUARDIAN') and next_attempt_at <= :now""").param("now", at).update();
        // a run that is under way concludes by itself, or its lease ends
        jdbc.sql("""
                update exchange_order set changed_at = :now, presentation = null, guardian_presentation = null,
                    state = case when deliveries > 0 then 'ENDED' else 'FAILED' end,
                    reason = case when deliveries > 0 then reason else 'time_over' end
                where until <= :now and (state in ('READY', 'WAITING', 'SUSPENDED')
                    or state = 'FETCHING' and next_attempt_at <= :now)""").param("now", at).update();
        jdbc.sql("""
                update exchange_order set presentation = null, guardian_presentation = null
                where until <= :now and state in ('DENIED', 'FAILED') and presentation is not null""")
                .param("now", at)
                .update();
    }
}
