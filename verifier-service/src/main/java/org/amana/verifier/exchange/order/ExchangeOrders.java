package org.amana.verifier.exchange.order;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The orders in PostgreSQL. Every step is a single conditional UPDATE; a fetch runs under a lease whose number counts up,
 * so that of two instances one concludes.
 */
@Repository
public class ExchangeOrders {
    private final JdbcClient jdbc;

    ExchangeOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(ExchangeOrder order) {
        jdbc.sql(
                """
                        insert into exchange_order (order_id, organisation, intended_use, retention, source, categories, until,
                            every, opened_by, opened_at, check_id, state, next_attempt_at, changed_at, record, request_hash, law, with_guardian, again_of)
                        values (:id, :organisation, :use, :retention, :source, :categories::jsonb, :until, :every, :by, :at,
                            :check, :state, :next, :at, :record, :hash, :law, :guardian, :again)""")
                .param("guardian", order.guardian().isPresent())
                .param("again", order.againOf().map(ExchangeId::value).orElse(null))
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

    /** The order under that consent of the person; another organisation's is as good as none. */
    public Optional<ExchangeOrder> under(OrganisationId organisation, String record, String requestHash) {
        return jdbc.sql("""
                select * from exchange_order where organisation = :organisation and record = :record
                    and request_hash = :hash and law is null and state <> 'WITHDRAWN' limit 1""")
                .param("organisation", organisation.value())
                .param("record", record)
                .param("hash", requestHash)
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

    /** Orders of that organisation in that state, the longest there first, at most 200. */
    public List<ExchangeOrder> in(ExchangeState state, OrganisationId organisation) {
        return jdbc.sql("""
                select * from exchange_order where organisation = :organisation and state = :state
                order by changed_at, order_id limit 200""")
                .param("organisation", organisation.value())
                .param("state", state.name())
                .query(OrderRow::read)
                .list();
    }

    /** How many orders of that organisation are in that state. */
    public long count(ExchangeState state, OrganisationId organisation) {
        return jdbc
                .sql("select count(*) from exchange_order where organisation = :organisation and state = :state")
                .param("organisation", organisation.value())
                .param("state", state.name())
                .query(Long.class)
                .single();
    }

    /** Orders of that organisation under that record, the person's or their guardian's; at most 200. */
    public List<ExchangeOrder> under(String record, OrganisationId organisation) {
        return jdbc.sql("""
                select * from exchange_order where organisation = :organisation
                    and (record = :record or guardian_record = :record) order by opened_at, order_id limit 200""")
                .param("organisation", organisation.value())
                .param("record", record)
                .query(OrderRow::read)
                .list();
    }

    /** The order that the person, or their guardian, was asked about in that check. */
    public Optional<ExchangeOrder> ofCheck(String checkId) {
        return jdbc.sql("select * from exchange_order where check_id = :check or guardian_check_id = :check")
                .param("check", checkId)
                .query(OrderRow::read)
                .optional();
    }

    /** Takes at most so many of the due ones for the time of the lease, so that nobody else fetches them meanwhile. */
    public List<ExchangeOrder> take(Instant now, Duration lease, int most) {
        return jdbc.sql("""
                update exchange_order set state = 'FETCHING', attempts = attempts + 1, run = run + 1,
                    next_attempt_at = :lease, changed_at = :now
                where order_id in (select order_id from exchange_order
                    where state in ('READY', 'FETCHING', 'WAITING') and next_attempt_at <= :now and until > :now
                    order by next_attempt_at limit :most for update skip locked)
                returning *""")
                .param("lease", Timestamp.from(now.plus(lease)))
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query(OrderRow::read)
                .list();
    }

    /**
     * Ends a run.
     *
     * @param next when the next try or delivery is due, for a state that goes on
     * @return false when the lease is another's by now, or the consent was taken back
     */
    public boolean conclude(ExchangeOrder leased, ExchangeState to, Optional<String> reason, Optional<Instant> next,
                            Instant now) {
        boolean isDelivery = to == ExchangeState.DELIVERED || to == ExchangeState.WAITING || to == ExchangeState.ENDED;
        boolean goes = to == ExchangeState.DELIVERED || to == ExchangeState.ENDED;
        return jdbc
                .sql("""
                        update exchange_order set state = :to, reason = :reason, next_attempt_at = coalesce(:next::timestamptz, next_attempt_at),
                            deliveries = deliveries + :delivered, attempts = case when :delivered > 0 then 0 else attempts end,
                            presentation = case when :goes then null else presentation end,
                            guardian_presentation = case when :goes then null else guardian_presentation end, changed_at = :now
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
    public boolean retry(ExchangeOrder order, Instant now) {
        return jdbc.sql("""
                update exchange_order set state = 'READY', reason = null, attempts = 0, next_attempt_at = :now,
                    changed_at = :now
                where order_id = :id and state in ('DENIED', 'FAILED') and until > :now
                    and (presentation is not null or law is not null)""")
                .param("now", Timestamp.from(now))
                .param("id", order.id().value())
                .update() == 1;
    }
}
