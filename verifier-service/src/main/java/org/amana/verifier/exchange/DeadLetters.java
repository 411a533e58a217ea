package org.amana.verifier.exchange;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.request.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What came and did not hold: which order and why, never what came. */
@Repository
public class DeadLetters {
    private static final int MAX_DETAIL = 300;
    private final JdbcClient jdbc;
    private final RandomGenerator random;

    DeadLetters(JdbcClient jdbc, RandomGenerator random) {
        this.jdbc = jdbc;
        this.random = random;
    }

    /**
     * One of them.
     *
     * @param permitIndex place of the permit in the log, when it could be seen
     */
    public record DeadLetter(Instant at, String reason, String detail, Optional<Long> permitIndex) {}

    void add(ExchangeOrder order, String reason, String detail, Optional<FetchOutcome.SpentPermit> permit,
             Instant now) {
        jdbc.sql("""
                insert into exchange_dead_letter (letter_id, order_id, at, reason, detail, permit_index)
                values (:id, :order, :now, :reason, :detail, :index)""")
                .param("id", Token.fresh(random))
                .param("order", order.id().value())
                .param("now", Timestamp.from(now))
                .param("reason", reason)
                .param("detail", detail.substring(0, Math.min(MAX_DETAIL, detail.length())))
                .param("index", permit.map(FetchOutcome.SpentPermit::index).orElse(null))
                .update();
    }

    /** Those of an order, newest first, at most 50. */
    public List<DeadLetter> of(ExchangeOrder order) {
        return jdbc.sql("""
                select at, reason, detail, permit_index from exchange_dead_letter where order_id = :order
                order by at desc limit 50""")
                .param("order", order.id().value())
                .query((row, number) -> new DeadLetter(row.getTimestamp(1).toInstant(), row.getString(2),
                        row.getString(3), Optional.ofNullable(row.getObject(4, Long.class))))
                .list();
    }
}
