package org.amana.verifier.exchange.order;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.exchange.PermitProof;
import org.amana.core.exchange.Release;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.support.sealing.Sealer;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.request.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What sources sent, in PostgreSQL, each delivery sealed with a key of its own, which is sealed with the key at rest.
 * Nothing is stored without the proof of its permit, and reading leaves a line that says who.
 */
@Repository
public class ReceivedData {
    private static final int MAX_BYTES = 2 * Release.MAX_BYTES;
    private final JdbcClient jdbc;
    private final Sealer atRest;
    private final RandomGenerator random;

    ReceivedData(JdbcClient jdbc, Sealer atRest, RandomGenerator random) {
        this.jdbc = jdbc;
        this.atRest = atRest;
        this.random = random;
    }

    /** Stores a delivery until its retention ends; within the transaction that marks the permit as used. */
    public void store(ExchangeOrder order, PermitProof proof, Release release, Instant now) {
        String id = Token.fresh(random);
        byte[] key = new byte[Sealer.KEY_BYTES];
        random.nextBytes(key);
        byte[] plain = StrictJson.write(content(release)).getBytes(StandardCharsets.UTF_8);
        jdbc.sql(
                """
                        insert into received_data (received_id, order_id, organisation, record, request_hash, permit_log,
                            permit_index, state, sealed, data_key, received_at, kept_until)
                        values (:id, :order, :organisation, :record, :hash, :log, :index, 'KEPT', :sealed, :key, :now, :until)""")
                .param("id", id)
                .param("order", order.id().value())
                .param("organisation", order.organisation().value())
                .param("record", order.requireConsent().record().value())
                .param("hash", order.requireConsent().requestHash().value())
                .param("log", proof.log())
                .param("index", proof.index())
                .param("sealed", Base64Url.encode(Sealer.withKey(key, random).seal(plain, id)))
                .param("key", Base64Url.encode(atRest.seal(key, context(id))))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.atZone(ZoneOffset.UTC).plus(order.retention()).toInstant()))
                .update();
    }

    private static ObjectNode content(Release release) {
        ObjectNode content = StrictJson.object().put("source", release.source());
        ArrayNode data = content.putArray("data");
        release.data().forEach(one -> data.addObject().put("vct", one.vct()).set("claims", one.claims()));
        return content;
    }

    /** Deliveries of an order, newest first. */
    public List<Delivery> of(ExchangeOrder order) {
        return jdbc.sql("select * from received_data where order_id = :order order by received_at desc limit 500")
                .param("order", order.id().value())
                .query(ReceivedData::row)
                .list();
    }

    /** A delivery to that organisation; another organisation's is as good as none. */
    public Optional<Delivery> find(OrganisationId organisation, String id) {
        return jdbc.sql("select * from received_data where received_id = :id and organisation = :organisation")
                .param("id", id)
                .param("organisation", organisation.value())
                .query(ReceivedData::row)
                .optional();
    }

    /**
     * What was received: {@code {"source","data":[{"vct","claims"}]}}; empty once erased. The look is stored with it.
     *
     * @param who user name
     */
    @Transactional
    public Optional<ObjectNode> look(Delivery delivery, String who, Instant now) {
        Optional<ObjectNode> content = jdbc
                .sql("select sealed, data_key from received_data where received_id = :id and state = 'KEPT'")
                .param("id", delivery.id())
                .query((row, number) -> {
                    byte[] key = atRest.open(Base64Url.decode(row.getString(2)), context(delivery.id()));
                    byte[] plain = Sealer.withKey(key, random).open(Base64Url.decode(row.getString(1)), delivery.id());
                    return StrictJson.parseObject(plain, MAX_BYTES);
                })
                .optional();
        if (content.isPresent())
            jdbc.sql("insert into received_data_look (received_id, who, looked_at) values (:id, :who, :now)")
                    .param("id", delivery.id())
                    .param("who", who)
                    .param("now", Timestamp.from(now))
                    .update();
        return content;
    }

    /** Who looked at it, newest first, at most 100. */
    public List<Delivery.Look> looks(Delivery delivery) {
        return jdbc
                .sql("""
                        select who, looked_at from received_data_look where received_id = :id order by looked_at desc limit 100""")
                .param("id", delivery.id())
                .query((row, number) -> new Delivery.Look(row.getString(1), row.getTimestamp(2).toInstant()))
                .list();
    }

    /** Erases all that came under that consent, the person's or their guardian's; answers how many deliveries went. */
    public int withdraw(OrganisationId organisation, String record, Instant now) {
        return jdbc.sql("""
                update received_data set state = 'ERASED', sealed = null, data_key = null, erased_at = :now,
                    erased_for = case when record = :record then 'WITHDRAWN' else 'GUARDIAN_WITHDRAWN' end
                where state = 'KEPT' and organisation = :organisation and (record = :record or order_id in
                    (select order_id from exchange_order where organisation = :organisation
                        and guardian_record = :record))""")
                .param("now", Timestamp.from(now))
                .param("organisation", organisation.value())
                .param("record", record)
                .update();
    }

    /** Erases all that came under an access that the organisation gave up; answers how many deliveries went. */
    public int giveUp(OrganisationId organisation, String record, Delivery.Cause cause, Instant now) {
        return jdbc.sql("""
                update received_data set state = 'ERASED', sealed = null, data_key = null, erased_at = :now,
                    erased_for = :cause
                where state = 'KEPT' and organisation = :organisation and record = :record""")
                .param("cause", cause.name())
                .param("now", Timestamp.from(now))
                .param("organisation", organisation.value())
                .param("record", record)
                .update();
    }

    /** Erases what may not be kept any longer; answers how many deliveries went. */
    public int eraseDue(Instant now) {
        return jdbc.sql("""
                update received_data set state = 'ERASED', sealed = null, data_key = null, erased_at = :now,
                    erased_for = 'RETENTION_ENDED'
                where state = 'KEPT' and kept_until <= :now""").param("now", Timestamp.from(now)).update();
    }

    /** A consent under which nothing is held any more and nothing comes any more. */
    public record Over(String organisation, String record, String requestHash, Optional<String> log) {}

    /** Those whose end the ledger was not told yet: while a series runs, an erased delivery does not end it. */
    public List<Over> over() {
        return jdbc.sql("""
                select r.organisation, r.record, r.request_hash,
                    (select min(p.permit_log) from permit_outcome p where p.organisation = r.organisation
                        and p.record = r.record)
                from received_data r
                join exchange_order o using (order_id)
                where r.state = 'ERASED' and o.state not in ('READY', 'FETCHING', 'WAITING', 'SUSPENDED')
                    and (o.presentation is null)
                    and not exists (select 1 from received_data k where k.organisation = r.organisation
                        and k.record = r.record and k.state = 'KEPT')
                    and not exists (select 1 from erasure_confirmation c where c.organisation = r.organisation
                        and c.record = r.record)
                group by r.organisation, r.record, r.request_hash limit 100""")
                .query((row, number) -> new Over(row.getString(1), row.getString(2), row.getString(3),
                        Optional.ofNullable(row.getString(4))))
                .list();
    }

    private static String context(String id) {
        return "received-data/" + id;
    }

    private static Delivery row(ResultSet row, int number) throws SQLException {
        Timestamp erasedAt = row.getTimestamp("erased_at");
        String cause = row.getString("erased_for");
        return new Delivery(row.getString("received_id"), new ExchangeId(row.getString("order_id")),
                new OrganisationId(row.getString("organisation")), Delivery.State.valueOf(row.getString("state")),
                row.getLong("permit_index"), row.getTimestamp("received_at").toInstant(),
                row.getTimestamp("kept_until").toInstant(), Optional.ofNullable(erasedAt).map(Timestamp::toInstant),
                Optional.ofNullable(cause).map(Delivery.Cause::valueOf));
    }
}
