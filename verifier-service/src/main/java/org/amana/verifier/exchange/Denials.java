package org.amana.verifier.exchange;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.amana.verifier.exchange.order.ExchangeId;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How often a source or its ledger said no, and why. */
@Repository
public class Denials {
    private final JdbcClient jdbc;

    Denials(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Denials for one reason.
     *
     * @param reason a code
     * @param orders some of the orders that were denied, at most ten
     */
    public record Count(String reason, long denials, List<ExchangeId> orders) {
        public Count {
            orders = List.copyOf(orders);
        }
    }

    void add(ExchangeOrder order, String reason, Instant now) {
        jdbc.sql("""
                insert into exchange_denial (order_id, organisation, at, reason)
                values (:order, :organisation, :now, :reason)""")
                .param("order", order.id().value())
                .param("organisation", order.organisation().value())
                .param("now", Timestamp.from(now))
                .param("reason", reason)
                .update();
    }

    /** When that order was denied last; empty where it never was. */
    public Optional<Instant> last(ExchangeOrder order) {
        return jdbc.sql("""
                select at from exchange_denial where organisation = :organisation and order_id = :order
                order by at desc limit 1""")
                .param("organisation", order.organisation().value())
                .param("order", order.id().value())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /** Those of that organisation since then, the most frequent reason first. */
    public List<Count> since(OrganisationId organisation, Instant from) {
        return jdbc
                .sql("""
                        select reason, count(*), (array_agg(distinct order_id))[1\\:10] from exchange_denial where organisation = :organisation and at >= :from
                        group by reason order by 2 desc, 1""")
                .param("organisation", organisation.value())
                .param("from", Timestamp.from(from))
                .query((row, number) -> new Count(row.getString(1), row.getLong(2),
                        Arrays.stream((String[]) row.getArray(3).getArray()).map(ExchangeId::new).toList()))
                .list();
    }
}
