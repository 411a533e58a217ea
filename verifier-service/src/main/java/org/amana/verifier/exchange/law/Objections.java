package org.amana.verifier.exchange.law;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.Objection;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.json.Base64Url;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RightsClock;
import org.amana.support.sealing.Sealer;
import org.amana.support.trust.TrustListSource;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.OrderStops;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.retention.PersonObjected;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Objections of persons to accesses by law, in PostgreSQL; their words are sealed with the key at rest. */
@Repository
public class Objections {
    private final JdbcClient jdbc;
    private final Sealer atRest;
    private final OrderStops stops;
    private final ExchangeOrders orders;
    private final TrustListSource trust;

    Objections(JdbcClient jdbc, Sealer atRest, OrderStops stops, ExchangeOrders orders, TrustListSource trust) {
        this.jdbc = jdbc;
        this.atRest = atRest;
        this.stops = stops;
        this.orders = orders;
        this.trust = trust;
    }

    /**
     * Keeps it and stops what runs; one that comes twice changes nothing.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage} when the ledger that tells does not keep what is known of
     *         that access: the answer would go to it, and the person looks for it elsewhere
     */
    @EventListener
    void objected(PersonObjected told) {
        Objection objection = told.objection();
        requireKeeper(told);
        Instant due = objection.time().atZone(ZoneOffset.UTC).plusMonths(1).toInstant();
        int fresh = jdbc.sql("""
                insert into objection (organisation, record, request_hash, words, objected_at, due_at, log)
                values (:organisation, :record, :hash, :words, :at, :due, :log) on conflict do nothing""")
                .param("log", told.log())
                .param("organisation", told.organisation().value())
                .param("record", objection.record().value())
                .param("hash", objection.requestHash().value())
                .param("words", objection.words()
                        .map(words -> Base64Url.encode(atRest.seal(words.getBytes(StandardCharsets.UTF_8),
                                context(told.organisation().value(), objection.record().value()))))
                        .orElse(null))
                .param("at", Timestamp.from(objection.time()))
                .param("due", Timestamp.from(due))
                .update();
        if (fresh > 0)
            stops.halt(told.organisation(), objection.record().value(), objection.time());
    }

    private void requireKeeper(PersonObjected told) {
        boolean isKept = orders.under(told.objection().record().value(), told.organisation())
                .stream()
                .map(order -> trust.current().keeperOf(order.source()).map(one -> one.log().origin()))
                .allMatch(keeper -> keeper.filter(told.log()::equals).isPresent());
        if (!isKept)
            throw new ProblemException(
                    new ConsentProblem.BadMessage("the ledger that keeps this access tells of objections to it"));
    }

    /** Those of that organisation: unanswered ones first, the most urgent first of all; at most 200. */
    public List<PersonsObjection> all(OrganisationId organisation) {
        return jdbc.sql("""
                select * from objection where organisation = :organisation
                order by answered_at is not null, due_at limit 200""")
                .param("organisation", organisation.value())
                .query(this::read)
                .list();
    }

    /** How many wait though their month is over, by {@link RightsClock}. */
    public long countOverdue(OrganisationId organisation, Instant now) {
        return jdbc.sql("""
                select count(*) from objection where organisation = :organisation and answered_at is null
                    and cast(cast(objected_at at time zone 'UTC' as date) + interval '1 month' as date) < :today""")
                .param("organisation", organisation.value())
                .param("today", LocalDate.ofInstant(now, ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** The clocks of those without an answer. */
    public List<RightsClock> waiting(OrganisationId organisation) {
        return jdbc.sql("select objected_at from objection where organisation = :organisation and answered_at is null")
                .param("organisation", organisation.value())
                .query((row, number) -> RightsClock.of(row.getTimestamp(1).toInstant(), Optional.empty()))
                .list();
    }

    /** One of that organisation; another organisation's is as good as none. */
    public Optional<PersonsObjection> find(OrganisationId organisation, String record) {
        return jdbc.sql("select * from objection where organisation = :organisation and record = :record")
                .param("organisation", organisation.value())
                .param("record", record)
                .query(this::read)
                .optional();
    }

    /** The answer that counts: the first that was signed, whoever signs another one meanwhile. */
    String statement(PersonsObjection objection, String signed, boolean upheld, String clerk) {
        jdbc.sql("""
                update objection set statement = :statement, upheld = :upheld, answered_by = :clerk
                where organisation = :organisation and record = :record and statement is null""")
                .param("statement", signed)
                .param("upheld", upheld)
                .param("clerk", clerk)
                .param("organisation", objection.organisation().value())
                .param("record", objection.record().value())
                .update();
        return jdbc.sql("select statement from objection where organisation = :organisation and record = :record")
                .param("organisation", objection.organisation().value())
                .param("record", objection.record().value())
                .query(String.class)
                .single();
    }

    /**
     * It is over.
     *
     * @param forgotten the ledger did not take the answer, and knows nothing of the access
     */
    void answered(PersonsObjection objection, boolean forgotten, Instant now) {
        jdbc.sql("""
                update objection set answered_at = :now, forgotten = :forgotten
                where organisation = :organisation and record = :record and answered_at is null""")
                .param("now", Timestamp.from(now))
                .param("forgotten", forgotten)
                .param("organisation", objection.organisation().value())
                .param("record", objection.record().value())
                .update();
    }

    private PersonsObjection read(ResultSet row, int number) throws SQLException {
        String organisation = row.getString("organisation");
        String record = row.getString("record");
        return new PersonsObjection(new OrganisationId(organisation), new RecordId(record),
                new RequestHash(row.getString("request_hash")),
                Optional.ofNullable(row.getString("words"))
                        .map(words -> new String(atRest.open(Base64Url.decode(words), context(organisation, record)),
                                StandardCharsets.UTF_8)),
                row.getTimestamp("objected_at").toInstant(), row.getTimestamp("due_at").toInstant(),
                Optional.ofNullable(row.getObject("upheld", Boolean.class)),
                Optional.ofNullable(row.getTimestamp("answered_at")).map(Timestamp::toInstant),
                row.getBoolean("forgotten"), Optional.ofNullable(row.getString("log")));
    }

    private static String context(String organisation, String record) {
        return "objection/" + organisation + "/" + record;
    }
}
