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
import org.amana.core.rights.RectificationReceipt;
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
        return known(authority, id).orElseThrow(() -> new ProblemException(new RectificationProblem.Unknown()));
    }

    /** The same text, when it came before. */
    Optional<AskedRectification> known(AuthorityId authority, String id) {
        return jdbc.sql("select * from rectification where authority = ? and request_id = ?")
                .params(authority.value(), id)
                .query((row, number) -> read(authority, row))
                .optional();
    }

    /** When those came that have no answer. */
    public List<Instant> waiting(AuthorityId authority) {
        return jdbc.sql("select received_at from rectification where authority = ? and outcome is null")
                .param(authority.value())
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .list();
    }

    /**
     * Keeps a request; of two that bring the same at the same time, both get what the first one left.
     *
     * @throws ProblemException {@link RectificationProblem.AlreadyReceived}, {@link RectificationProblem.TooManyOpen}
     */
    @Transactional
    AskedRectification take(AuthorityId authority, CredentialId card, RectificationRequest request,
                            RectificationReceipt receipt) {
        // requests about one card wait for each other here, or two at a time could go past the most
        jdbc.sql("select id from credential where id = ? for update").param(card.value()).query().singleRow();
        int open = jdbc.sql("select count(*) from rectification where credential_id = ? and outcome is null")
                .param(card.value())
                .query(Integer.class)
                .single();
        if (!add(authority, card, request, receipt)) {
            return known(authority, request.digest())
                    .orElseThrow(() -> new ProblemException(new RectificationProblem.AlreadyReceived()));
        }
        if (open >= MOST_OPEN) {
            throw new ProblemException(new RectificationProblem.TooManyOpen(MOST_OPEN)); // and nothing is kept
        }
        audit.record(authority, "wallet", Action.RECTIFICATION_ASKED, "credential " + card, "");
        return find(authority, request.digest());
    }

    private boolean add(AuthorityId authority, CredentialId card, RectificationRequest request,
                        RectificationReceipt receipt) {
        return jdbc.sql("""
                insert into rectification (request_id, authority, jti, credential_id, sealed, received_at, receipt)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(request.digest(), authority.value(), request.id(), card.value(),
                        sealer.seal(request.compact().getBytes(StandardCharsets.US_ASCII),
                                context(authority, request.digest())),
                        utc(receipt.received()), receipt.compact())
                .update() == 1;
    }

    /** For a request that came before there were receipts. */
    void keep(AuthorityId authority, RectificationReceipt receipt) {
        jdbc.sql("update rectification set receipt = ? where authority = ? and request_id = ? and receipt is null")
                .params(receipt.compact(), authority.value(), receipt.request())
                .update();
    }

    /** False when it has an answer. */
    boolean answer(AuthorityId authority, RectificationAnswer answer, String clerk) {
        return jdbc.sql("""
                update rectification set outcome = ?, answered_by = ?, answered_at = ?, sealed_answer = ?
                where authority = ? and request_id = ? and outcome is null""")
                .params(answer.result().name(), clerk, utc(answer.time()),
                        sealer.seal(answer.compact().getBytes(StandardCharsets.US_ASCII),
                                answerContext(authority, answer.request())),
                        authority.value(), answer.request())
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
        return new AskedRectification(id, new CredentialId(row.getObject("credential_id", UUID.class)),
                RectificationRequest.verify(open(row.getBytes("sealed"), context(authority, id))),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("receipt")).map(RectificationReceipt::verify),
                Optional.ofNullable(row.getBytes("sealed_answer"))
                        .map(sealed -> RectificationAnswer.verify(open(sealed, answerContext(authority, id)))));
    }

    private String open(byte[] sealed, String context) {
        return new String(sealer.open(sealed, context), StandardCharsets.US_ASCII);
    }

    private static String context(AuthorityId authority, String id) {
        return "rectification/" + authority + "/" + id;
    }

    private static String answerContext(AuthorityId authority, String id) {
        return "rectification-answer/" + authority + "/" + id;
    }

    private static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
