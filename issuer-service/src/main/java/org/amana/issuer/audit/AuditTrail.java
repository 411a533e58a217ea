package org.amana.issuer.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.amana.issuer.authority.AuthorityId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The append-only trail of an authority. An entry is written in the transaction of the act itself, so that neither is
 * there without the other.
 */
@Component
public class AuditTrail {
    private static final int PAGE_SIZE = 200;
    private final JdbcClient jdbc;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What happened. */
    public enum Action {
        REGISTER_IMPORTED, OFFER_MADE, OFFER_REDEEMED, OFFER_LOCKED, OFFER_WITHDRAWN, CREDENTIAL_ISSUED, CREDENTIAL_SUSPENDED, CREDENTIAL_REINSTATED, CREDENTIAL_REVOKED, DATA_RELEASED, RELEASE_FAILED, RECTIFICATION_ASKED, RECTIFICATION_ANSWERED
    }

    /**
     * One line of the trail.
     *
     * @param actor user name of staff, {@code wallet} or {@code requester}
     * @param subject kind and id of the row, e.g. {@code offer 6f1c…}
     * @param detail counts or a reason given by staff; never a claim value
     */
    public record Entry(long id, Instant at, String actor, Action action, String subject, String detail) {}

    public void record(AuthorityId authority, String actor, Action action, String subject, String detail) {
        jdbc.sql("insert into audit_entry (authority, at, actor, action, subject, detail) values (?, ?, ?, ?, ?, ?)")
                .params(authority.value(), OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), actor,
                        action.name(), subject, detail)
                .update();
    }

    /** The newest entries of an authority, newest first; {@code before} continues an earlier page. */
    public List<Entry> newest(AuthorityId authority, long before) {
        return jdbc.sql("""
                select id, at, actor, action, subject, detail from audit_entry
                where authority = ? and id < ? order by id desc limit ?""")
                .params(authority.value(), before, PAGE_SIZE)
                .query((row, number) -> new Entry(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3), Action.valueOf(row.getString(4)), row.getString(5), row.getString(6)))
                .list();
    }
}
