package org.amana.verifier.exchange.law;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.EmergencyReason;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.support.sealing.Sealer;
import org.amana.verifier.exchange.order.ExchangeId;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accesses for vital interests in PostgreSQL; why somebody could not wait is sealed with the key at rest. */
@Repository
public class EmergencyAccesses {
    private static final int MAX_REASON_BYTES = 16 * 1024;
    private static final String ONE = "organisation = :organisation and record = :record";
    private final JdbcClient jdbc;
    private final Sealer atRest;

    EmergencyAccesses(JdbcClient jdbc, Sealer atRest) {
        this.jdbc = jdbc;
        this.atRest = atRest;
    }

    /** Within the transaction that opens the order. */
    void insert(ExchangeOrder order, EmergencyReason reason, Instant reviewBy) {
        ExchangeOrder.Consent access = order.requireConsent();
        String plain = StrictJson.write(StrictJson.object().put("words", reason.words()).put("salt", reason.salt()));
        jdbc.sql(
                """
                        insert into emergency_access (organisation, record, request_hash, order_id, reason, opened_by, opened_at,
                            review_by)
                        values (:organisation, :record, :hash, :order, :reason, :by, :at, :until)""")
                .param("organisation", order.organisation().value())
                .param("record", access.record().value())
                .param("hash", access.requestHash().value())
                .param("order", order.id().value())
                .param("reason", Base64Url.encode(atRest.seal(plain.getBytes(StandardCharsets.UTF_8),
                        context(order.organisation().value(), access.record().value()))))
                .param("by", order.openedBy())
                .param("at", Timestamp.from(order.openedAt()))
                .param("until", Timestamp.from(reviewBy))
                .update();
    }

    /** Those of that organisation: unreviewed ones first, the most urgent first of all; at most 200. */
    public List<EmergencyAccess> all(OrganisationId organisation) {
        return jdbc.sql("""
                select * from emergency_access where organisation = :organisation
                order by reviewed_at is not null, reviewed_at desc, review_by limit 200""")
                .param("organisation", organisation.value())
                .query(this::read)
                .list();
    }

    /** How many wait for a review, and how many of those too long. */
    public record Waiting(long open, long overdue) {}

    public Waiting waiting(OrganisationId organisation, Instant now) {
        return jdbc.sql("""
                select count(*), count(*) filter (where review_by <= :now) from emergency_access
                where organisation = :organisation and reviewed_at is null""")
                .param("organisation", organisation.value())
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Waiting(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** One of that organisation; another organisation's is as good as none. */
    public Optional<EmergencyAccess> find(OrganisationId organisation, String record) {
        return jdbc.sql("select * from emergency_access where organisation = :organisation and record = :record")
                .param("organisation", organisation.value())
                .param("record", record)
                .query(this::read)
                .optional();
    }

    /** The review that counts: the first that was signed, whoever signs another one meanwhile. */
    String statement(EmergencyAccess access, String signed, boolean justified, String officer) {
        of("update emergency_access set statement = :statement, justified = :justified, reviewed_by = :officer where "
                + ONE + " and statement is null", access)
                .param("statement", signed)
                .param("justified", justified)
                .param("officer", officer)
                .update();
        return of("select statement from emergency_access where " + ONE, access).query(String.class).single();
    }

    /** The ledger took it. */
    void reviewed(EmergencyAccess access, Instant now) {
        of("update emergency_access set reviewed_at = :now where " + ONE + " and reviewed_at is null", access)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** What lets other emergencies be opened again, likewise. */
    String lift(EmergencyAccess access, String signed, String officer) {
        of("update emergency_access set lift = :lift, lifted_by = :officer where " + ONE + " and lift is null", access)
                .param("lift", signed)
                .param("officer", officer)
                .update();
        return of("select lift from emergency_access where " + ONE, access).query(String.class).single();
    }

    /** The ledger took it. */
    void lifted(EmergencyAccess access, Instant now) {
        of("update emergency_access set lifted_at = :now where " + ONE + " and lifted_at is null", access)
                .param("now", Timestamp.from(now))
                .update();
    }

    private JdbcClient.StatementSpec of(String sql, EmergencyAccess access) {
        return jdbc.sql(sql)
                .param("organisation", access.organisation().value())
                .param("record", access.record().value());
    }

    private EmergencyAccess read(ResultSet row, int number) throws SQLException {
        String organisation = row.getString("organisation");
        String record = row.getString("record");
        var reason = StrictJson.parseObject(
                atRest.open(Base64Url.decode(row.getString("reason")), context(organisation, record)),
                MAX_REASON_BYTES);
        return new EmergencyAccess(new OrganisationId(organisation), new RecordId(record),
                new RequestHash(row.getString("request_hash")), new ExchangeId(row.getString("order_id")),
                new EmergencyReason(reason.path("words").asString(""), reason.path("salt").asString("")),
                row.getString("opened_by"), row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("review_by").toInstant(),
                Optional.ofNullable(row.getString("statement")).map(AccessReview::verify),
                Optional.ofNullable(row.getTimestamp("reviewed_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("lift")).map(AccessReview::verify),
                Optional.ofNullable(row.getTimestamp("lifted_at")).map(Timestamp::toInstant));
    }

    private static String context(String organisation, String record) {
        return "emergency-reason/" + organisation + "/" + record;
    }
}
