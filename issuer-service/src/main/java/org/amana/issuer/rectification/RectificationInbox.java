package org.amana.issuer.rectification;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RectificationRequest;
import org.amana.issuer.audit.AuditTrail;
import org.amana.issuer.audit.AuditTrail.Action;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.credential.CredentialId;
import org.amana.support.sealing.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The requests of every authority, what the persons wrote sealed; each call names the authority. */
@Component
public class RectificationInbox {
    private static final Duration KEPT_AFTER_ANSWER = Duration.ofDays(365);
    private static final int MOST_OPEN = 5;
    private static final int MOST_SHOWN = 200;
    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final AuditTrail audit;
    private final Clock clock;

    RectificationInbox(JdbcClient jdbc, Sealer sealer, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those without an answer first, the oldest of them at the top; of the answered ones the newest. */
    public List<AskedRectification> all(AuthorityId authority) {
        return jdbc.sql("""
                select * from rectification where authority = ?
                order by (outcome is not null), case when outcome is null then received_at end, answered_at desc
                limit ?""")
                .params(authority.value(), MOST_SHOWN)
                .query((row, number) -> read(authority, row))
                .list();
    }

    /**
     * One request.
     *
     * @throws ProblemException {@link RectificationProblem.Unknown}
     */
    public AskedRectification find(AuthorityId authority, String id) {
        return jdbc.sql("select * from rectification where authority = ? and request_id = ?")
                .params(authority.value(), id)
                .query((row, number) -> read(authority, row))
                .optional()
                .orElseThrow(() -> new ProblemException(new RectificationProblem.Unknown()));
    }

    /**
     * Keeps a request.
     *
     * @throws ProblemException {@link RectificationProblem.AlreadyReceived}, {@link RectificationProblem.TooManyOpen}
     */
    @Transactional
    public void take(AuthorityId authority, CredentialId card, RectificationRequest request, Instant received) {
        // requests about one card wait for each other here, or two at a time could go past the most
        jdbc.sql("select id from credential where id = ? for update").param(card.value()).query().singleRow();
        int open = jdbc.sql("select count(*) from rectification where credential_id = ? and outcome is null")
                .param(card.value())
                .query(Integer.class)
                .single();
        if (!add(authority, card, request, received)) {
            throw new ProblemException(new RectificationProblem.AlreadyReceived());
        }
        if (open >= MOST_OPEN) {
            throw new ProblemException(new RectificationProblem.TooManyOpen(MOST_OPEN)); // and nothing is kept
        }
        audit.record(authority, "wallet", Action.RECTIFICATION_ASKED, "credential " + card, "");
    }

    private boolean add(AuthorityId authority, CredentialId card, RectificationRequest request, Instant received) {
        return jdbc.sql("""
                insert into rectification (request_id, authority, jti, credential_id, sealed, received_at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(request.digest(), authority.value(), request.id(), card.value(),
                        sealer.seal(request.compact().getBytes(StandardCharsets.US_ASCII),
                                context(authority, request.digest())),
                        utc(received))
                .update() == 1;
    }

    /** False when it has an answer. */
    boolean answer(AuthorityId authority, RectificationAnswer answer, String clerk) {
        return jdbc.sql("""
                update rectification set outcome = ?, answered_by = ?, answered_at = ?, answer = ?
                where authority = ? and request_id = ? and outcome is null""")
                .params(answer.outcome().name(), clerk, utc(answer.time()), answer.compact(), authority.value(),
                        answer.request())
                .update() == 1;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forgetAnswered() {
        jdbc.sql("delete from rectification where outcome is not null and answered_at < ?")
                .param(utc(clock.instant().minus(KEPT_AFTER_ANSWER)))
                .update();
    }

    private AskedRectification read(AuthorityId authority, ResultSet row) throws SQLException {
        String id = row.getString("request_id");
        String compact = new String(sealer.open(row.getBytes("sealed"), context(authority, id)),
                StandardCharsets.US_ASCII);
        return new AskedRectification(id, new CredentialId(row.getObject("credential_id", UUID.class)),
                RectificationRequest.verify(compact), row.getObject("received_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("answer")).map(RectificationAnswer::verify));
    }

    private static String context(AuthorityId authority, String id) {
        return "rectification/" + authority + "/" + id;
    }

    private static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
