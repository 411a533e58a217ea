package org.amana.verifier.exchange.consent;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.Base64Url;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.RequestObject;
import org.amana.support.sealing.Sealer;
import org.amana.verifier.exchange.order.ExchangeId;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.OrderProblem;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Orders in which person and guardian disagree, or the person cannot say. Nothing is fetched; one of the staff asks both
 * again, or notes who spoke with whom.
 */
@Service
public class Disagreements {
    /** Longest note, in characters. */
    public static final int MAX_NOTE = 500;
    private final JdbcClient jdbc;
    private final Sealer atRest;
    private final OpenExchange open;
    private final ExchangeOrders orders;
    private final Clock clock;

    Disagreements(JdbcClient jdbc, Sealer atRest, OpenExchange open, ExchangeOrders orders, Clock clock) {
        this.jdbc = jdbc;
        this.atRest = atRest;
        this.open = open;
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * How one was settled.
     *
     * @param note absent where both were asked again
     * @param again the order that asks again; absent for a note
     */
    public record Settled(String by, Instant at, Optional<String> note, Optional<ExchangeId> again) {}

    /** Those that wait, the oldest first, at most 200. */
    public List<ExchangeOrder> waiting(OrganisationId organisation) {
        return orders.in(ExchangeState.CONFLICT, organisation);
    }

    /** How it was settled; empty for one that waits, and for orders that are no disagreement. */
    public Optional<Settled> settled(ExchangeOrder order) {
        return jdbc.sql("""
                select o.settled_by, o.settled_at, o.note, a.order_id from exchange_order o
                left join exchange_order a on a.again_of = o.order_id
                where o.order_id = :id and o.settled_at is not null""")
                .param("id", order.id().value())
                .query((row, number) -> new Settled(row.getString(1), row.getTimestamp(2).toInstant(),
                        Optional.ofNullable(row.getString(3)).map(sealed -> open(order, sealed)),
                        Optional.ofNullable(row.getString(4)).map(ExchangeId::new)))
                .optional();
    }

    /**
     * Asks both again, the person first: a new order with the same question.
     *
     * @param clerk user name
     * @throws ProblemException {@link OrderProblem.NoDisagreement}; what {@link OpenExchange#open} throws
     */
    public ExchangeOrder again(Organisation organisation, ExchangeOrder order, String clerk) {
        if (order.state() != ExchangeState.CONFLICT)
            throw new ProblemException(new OrderProblem.NoDisagreement());
        var question = new ExchangeQuestion(order.intendedUse(), order.source(), asked(order).categories(),
                order.until(), order.every(), true);
        return open.again(organisation, question, clerk, order, _ -> settle(order, Optional.empty(), clerk));
    }

    /**
     * Closes it; nothing is fetched.
     *
     * @param note who spoke with whom, at most 500 characters
     * @param clerk user name
     * @throws ProblemException {@link OrderProblem.NoDisagreement}, {@link OrderProblem.Malformed}
     */
    public void close(ExchangeOrder order, String note, String clerk) {
        String text = note.strip();
        if (text.isEmpty() || text.length() > MAX_NOTE)
            throw OrderProblem.malformed("the note is a text of at most " + MAX_NOTE + " characters");
        settle(order, Optional.of(text), clerk);
    }

    private void settle(ExchangeOrder order, Optional<String> note, String clerk) {
        boolean isMine = jdbc.sql("""
                update exchange_order set state = 'SETTLED', note = :note, settled_by = :clerk, settled_at = :now,
                    changed_at = :now
                where order_id = :id and state = 'CONFLICT'""")
                .param("note", note
                        .map(text -> Base64Url.encode(
                                atRest.seal(text.getBytes(StandardCharsets.UTF_8), context(order))))
                        .orElse(null))
                .param("clerk", clerk)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", order.id().value())
                .update() == 1;
        if (!isMine)
            throw new ProblemException(new OrderProblem.NoDisagreement());
    }

    /** As the person was asked, also where they agreed to less. */
    private ExchangeTerms asked(ExchangeOrder order) {
        return jdbc.sql("select request_object from exchange_order where order_id = :id")
                .param("id", order.id().value())
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .map(jwt -> ExchangeTerms.parse(UnverifiedJws.parse(jwt, RequestObject.MAX_BYTES)
                        .claims()
                        .path("transaction_data")
                        .path(0)
                        .asString("")))
                .orElseGet(() -> new ExchangeTerms(OpenExchange.SUBJECT, order.source(), order.categories(),
                        order.until(), order.every()));
    }

    private String open(ExchangeOrder order, String sealed) {
        return new String(atRest.open(Base64Url.decode(sealed), context(order)), StandardCharsets.UTF_8);
    }

    private static String context(ExchangeOrder order) {
        return "disagreement-note/" + order.id();
    }
}
