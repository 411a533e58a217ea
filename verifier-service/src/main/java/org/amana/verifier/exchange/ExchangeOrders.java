package org.amana.verifier.exchange;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.Base64Url;
import org.amana.core.register.CredentialCategory;
import org.amana.support.sealing.Sealer;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The orders in PostgreSQL. Every step is a single conditional UPDATE; a fetch runs under a lease whose number counts up,
 * so that of two instances one concludes.
 */
@Repository
public class ExchangeOrders {
    private static final int AT_ONCE = 10;
    private final JdbcClient jdbc;
    private final Sealer atRest;

    ExchangeOrders(JdbcClient jdbc, Sealer atRest) {
        this.jdbc = jdbc;
        this.atRest = atRest;
    }

    /** What a source gets to see of the person's answer. */
    record Answer(String requestObject, String presentation) {}

    void insert(ExchangeOrder order) {
        jdbc.sql(
                """
                        insert into exchange_order (order_id, organisation, intended_use, retention, source, categories, until,
                            every, opened_by, opened_at, check_id, state, next_attempt_at, changed_at, record, request_hash, law)
                        values (:id, :organisation, :use, :retention, :source, :categories::jsonb, :until, :every, :by, :at,
                            :check, :state, :next, :at, :record, :hash, :law)""")
                .param("record", order.consent().map(one -> one.record().value()).orElse(null))
                .param("hash", order.consent().map(one -> one.requestHash().value()).orElse(null))
                .param("law", order.law().orElse(null))
                .param("id", order.id().value())
                .param("organisation", order.organisation().value())
                .param("use", order.intendedUse())
                .param("retention", order.retention().toString())
                .param("source", order.source())
                .param("categories", OrderRow.write(order.categories()))
                .param("until", Timestamp.from(order.until()))
                .param("every", order.every().map(Period::toString).orElse(null))
                .param("by", order.openedBy())
                .param("at", Timestamp.from(order.openedAt()))
                .param("check", order.checkId())
                .param("state", order.state().name())
                .param("next", Timestamp.from(order.nextAttemptAt()))
                .update();
    }

    /** An order of that organisation; another organisation's is as good as none. */
    public Optional<ExchangeOrder> find(OrganisationId organisation, String id) {
        return jdbc.sql("select * from exchange_order where order_id = :id and organisation = :organisation")
                .param("id", id)
                .param("organisation", organisation.value())
                .query(OrderRow::read)
                .optional();
    }

    /** Orders of that organisation, newest first, at most 200. */
    public List<ExchangeOrder> all(OrganisationId organisation) {
        return jdbc.sql("""
                select * from exchange_order where organisation = :organisation order by opened_at desc, order_id
                limit 200""")
                .param("organisation", organisation.value())
                .query(OrderRow::read)
                .list();
    }

    /** The order that the person was asked about in that check. */
    public Optional<ExchangeOrder> ofCheck(String checkId) {
        return jdbc.sql("select * from exchange_order where check_id = :check")
                .param("check", checkId)
                .query(OrderRow::read)
                .optional();
    }

    /** ASKED to READY; false when it is not ASKED any more. */
    boolean agree(ExchangeOrder order, ExchangeOrder.Consent consent, List<CredentialCategory> agreed, Answer answer,
                  Instant now) {
        byte[] plain = answer.presentation().getBytes(StandardCharsets.US_ASCII);
        return jdbc.sql("""
                update exchange_order set state = 'READY', record = :record, request_hash = :hash,
                    request_object = :request, presentation = :sealed, categories = :categories::jsonb,
                    next_attempt_at = :now, changed_at = :now
                where order_id = :id and state = 'ASKED'""")
                .param("record", consent.record().value())
                .param("hash", consent.requestHash().value())
                .param("request", answer.requestObject())
                .param("sealed", Base64Url.encode(atRest.seal(plain, context(order))))
                .param("categories", OrderRow.write(agreed))
                .param("now", Timestamp.from(now))
                .param("id", order.id().value())
                .update() == 1;
    }

    /** The person's wallet has the question, which can be answered until then. */
    void taken(String checkId, Instant until, Instant now) {
        jdbc.sql("""
                update exchange_order set taken_at = :now, next_attempt_at = :until, changed_at = :now
                where check_id = :check and state = 'ASKED'""")
                .param("until", Timestamp.from(until))
                .param("now", Timestamp.from(now))
                .param("check", checkId)
                .update();
    }

    /** The question ended without an agreement. */
    void notAgreed(String checkId, ExchangeState state, Optional<String> reason, Instant now) {
        jdbc.sql("""
                update exchange_order set state = :state, reason = :reason, changed_at = :now
                where check_id = :check and state = 'ASKED'""")
                .param("state", state.name())
                .param("reason", reason.orElse(null))
                .param("now", Timestamp.from(now))
                .param("check", checkId)
                .update();
    }

    /** Takes the due ones for the time of the lease, so that nobody else fetches them meanwhile. */
    List<ExchangeOrder> take(Instant now, Duration lease) {
        return jdbc.sql("""
                update exchange_order set state = 'FETCHING', attempts = attempts + 1, run = run + 1,
                    next_attempt_at = :lease, changed_at = :now
                where order_id in (select order_id from exchange_order
                    where state in ('READY', 'FETCHING', 'WAITING') and next_attempt_at <= :now and until > :now
                    order by next_attempt_at limit :most for update skip locked)
                returning *""")
                .param("lease", Timestamp.from(now.plus(lease)))
                .param("now", Timestamp.from(now))
                .param("most", AT_ONCE)
                .query(OrderRow::read)
                .list();
    }

    /** The person's answer, while something can be fetched with it. */
    Optional<Answer> answer(ExchangeOrder order) {
        return jdbc.sql("""
                select request_object, presentation from exchange_order
                where order_id = :id and presentation is not null""")
                .param("id", order.id().value())
                .query((row, number) -> new Answer(row.getString(1),
                        new String(atRest.open(Base64Url.decode(row.getString(2)), context(order)),
                                StandardCharsets.US_ASCII)))
                .optional();
    }

    /**
     * Ends a run.
     *
     * @param next when the next try or delivery is due, for a state that goes on
     * @return false when the lease is another's by now, or the person took the consent back
     */
    boolean conclude(ExchangeOrder leased, ExchangeState to, Optional<String> reason, Optional<Instant> next,
                     Instant now) {
        boolean isDelivery = to == ExchangeState.DELIVERED || to == ExchangeState.WAITING || to == ExchangeState.ENDED;
        boolean goes = to == ExchangeState.DELIVERED || to == ExchangeState.ENDED;
        return jdbc
                .sql("""
                        update exchange_order set state = :to, reason = :reason, next_attempt_at = coalesce(:next::timestamptz, next_attempt_at),
                            deliveries = deliveries + :delivered, attempts = case when :delivered > 0 then 0 else attempts end,
                            presentation = case when :goes then null else presentation end, changed_at = :now
                        where order_id = :id and state = 'FETCHING' and run = :run""")
                .param("to", to.name())
                .param("reason", reason.orElse(null))
                .param("next", next.map(Timestamp::from).orElse(null))
                .param("delivered", isDelivery ? 1 : 0)
                .param("goes", goes)
                .param("now", Timestamp.from(now))
                .param("id", leased.id().value())
                .param("run", leased.run())
                .update() == 1;
    }

    /** DENIED or FAILED to READY, for another try by hand. */
    boolean retry(ExchangeOrder order, Instant now) {
        return jdbc.sql("""
                update exchange_order set state = 'READY', reason = null, attempts = 0, next_attempt_at = :now,
                    changed_at = :now
                where order_id = :id and state in ('DENIED', 'FAILED') and until > :now
                    and (presentation is not null or law is not null)""")
                .param("now", Timestamp.from(now))
                .param("id", order.id().value())
                .update() == 1;
    }

    /** Whatever was ordered under that consent stops; answers how many orders. */
    int withdraw(OrganisationId organisation, String record, Instant now) {
        return jdbc
                .sql("""
                        update exchange_order set state = 'WITHDRAWN', reason = 'withdrawn', presentation = null, changed_at = :now
                        where organisation = :organisation and record = :record and state <> 'WITHDRAWN'""")
                .param("now", Timestamp.from(now))
                .param("organisation", organisation.value())
                .param("record", record)
                .update();
    }

    /** What runs under that access stops until the objection to it is answered. */
    void halt(OrganisationId organisation, String record, Instant now) {
        jdbc.sql(
                """
                        update exchange_order set state = 'DENIED', reason = 'objected', changed_at = :now
                        where organisation = :organisation and record = :record and state in ('READY', 'FETCHING', 'WAITING')""")
                .param("now", Timestamp.from(now))
                .param("organisation", organisation.value())
                .param("record", record)
                .update();
    }

    /** Nothing more comes under that access. */
    void giveUp(OrganisationId organisation, String record, Instant now) {
        jdbc.sql("""
                update exchange_order set state = 'ENDED', reason = 'objection_upheld', changed_at = :now
                where organisation = :organisation and record = :record""")
                .param("now", Timestamp.from(now))
                .param("organisation", organisation.value())
                .param("record", record)
                .update();
    }

    /** Ends what has run out: questions nobody answered, series, orders that never came to anything. */
    void expire(Instant now) {
        Timestamp at = Timestamp.from(now);
        jdbc.sql("""
                update exchange_order set state = 'EXPIRED', changed_at = :now
                where state = 'ASKED' and next_attempt_at <= :now""").param("now", at).update();
        // a run that is under way concludes by itself, or its lease ends
        jdbc.sql(
                """
                        update exchange_order set changed_at = :now, presentation = null,
                            state = case when deliveries > 0 then 'ENDED' else 'FAILED' end,
                            reason = case when deliveries > 0 then reason else 'time_over' end
                        where until <= :now and (state in ('READY', 'WAITING') or state = 'FETCHING' and next_attempt_at <= :now)""")
                .param("now", at)
                .update();
        jdbc.sql("""
                update exchange_order set presentation = null
                where until <= :now and state in ('DENIED', 'FAILED') and presentation is not null""")
                .param("now", at)
                .update();
    }

    private static String context(ExchangeOrder order) {
        return "exchange-presentation/" + order.id();
    }
}
