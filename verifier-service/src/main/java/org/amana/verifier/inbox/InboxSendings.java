package org.amana.verifier.inbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.verifier.exchange.order.ExchangeId;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Questions on their way to wallets, in PostgreSQL. */
@Repository
class InboxSendings {
    private final JdbcClient jdbc;

    InboxSendings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One that is due. */
    record Due(OrganisationId organisation, String orderId, String record, int attempts) {}

    /** Within the transaction that opens the order. */
    void add(ExchangeOrder order, String record, Instant now) {
        jdbc.sql("""
                insert into inbox_sending (order_id, organisation, record, state, next_attempt_at)
                values (:order, :organisation, :record, 'SENDING', :now)""")
                .param("order", order.id().value())
                .param("organisation", order.organisation().value())
                .param("record", record)
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<InboxSending> of(ExchangeId order) {
        return jdbc.sql("select state, attempts, sent_at, record from inbox_sending where order_id = :order")
                .param("order", order.value())
                .query((row, number) -> new InboxSending(InboxSending.State.valueOf(row.getString(1)), row.getInt(2),
                        Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant), row.getString(4)))
                .optional();
    }

    /** Takes what is due for the time of the lease, so that nobody else sends it meanwhile. */
    List<Due> take(Instant now, Instant lease) {
        return jdbc.sql("""
                update inbox_sending set attempts = attempts + 1, next_attempt_at = :lease
                where order_id in (select order_id from inbox_sending where state = 'SENDING'
                    and next_attempt_at <= :now order by next_attempt_at limit 20 for update skip locked)
                returning organisation, order_id, record, attempts""")
                .param("lease", Timestamp.from(lease))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Due(new OrganisationId(row.getString(1)), row.getString(2),
                        row.getString(3), row.getInt(4)))
                .list();
    }

    void later(Due due, Instant next) {
        jdbc.sql("update inbox_sending set next_attempt_at = :next where order_id = :order and state = 'SENDING'")
                .param("next", Timestamp.from(next))
                .param("order", due.orderId())
                .update();
    }

    void end(Due due, InboxSending.State state, Instant now) {
        jdbc.sql(
                """
                        update inbox_sending set state = :state, sent_at = case when :state = 'SENT' then cast(:now as timestamptz) end
                        where order_id = :order and state = 'SENDING'""")
                .param("state", state.name())
                .param("now", Timestamp.from(now))
                .param("order", due.orderId())
                .update();
    }
}
