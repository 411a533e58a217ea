package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.RecordId;
import org.amana.core.key.SigningKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notices on their way: written in the transaction of the withdrawal, so that none is ever lost, and
 * sent until the recipient has answered.
 */
final class NoticeOutbox {
    private static final int BATCH = 20;
    private final JdbcClient jdbc;
    private final SigningKey key;
    private final String origin;
    private final RandomGenerator random;
    private final Clock clock;
    private final Semaphore work = new Semaphore(0);

    /** A notice that is due. */
    record Due(String id, String url, String notice, int attempts) {}

    NoticeOutbox(JdbcClient jdbc, SigningKey key, String origin, RandomGenerator random, Clock clock) {
        this.jdbc = jdbc;
        this.key = key;
        this.origin = origin;
        this.random = random;
        this.clock = clock;
    }

    /** Called in the sequencer's transaction. A recipient without address learns of it when it asks. */
    void put(Connection tx, ConsentBatch.Withdrawal withdrawal) throws SQLException {
        Optional<String> url = withdrawal.decision().recipient().noticeUrl();
        if (url.isEmpty()) {
            return;
        }
        ConsentEvent event = withdrawal.decision().event().event();
        String id = RecordId.random(random).value();
        var notice = new ConsentNotice(origin, event.terms().controller(), id, event.time(), event.kind(),
                event.record(), event.requestHash(), event.terms().purpose(), withdrawal.index());
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into notice_outbox (id, record, controller, url, notice, next_attempt_at)
                values (?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, id);
            insert.setString(2, event.record().value());
            insert.setString(3, event.terms().controller());
            insert.setString(4, url.get());
            insert.setString(5, notice.sign(key));
            insert.setObject(6, ConsentRows.utc(clock.instant()));
            insert.executeUpdate();
        }
    }

    /** Something was put in and committed. */
    void wake() {
        work.release();
    }

    /** Waits until something is put in, at most so long. */
    void await(Duration atMost) throws InterruptedException {
        if (work.tryAcquire(atMost.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    List<Due> due() {
        return jdbc.sql("""
                select id, url, notice, attempts from notice_outbox
                where delivered_at is null and next_attempt_at <= ? order by next_attempt_at limit ?""")
                .params(ConsentRows.utc(clock.instant()), BATCH)
                .query((row, number) -> new Due(row.getString(1), row.getString(2), row.getString(3), row.getInt(4)))
                .list();
    }

    /** When the next one is due, if any waits. */
    Optional<Instant> nextDue() {
        return jdbc.sql("select min(next_attempt_at) from notice_outbox where delivered_at is null")
                .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    void delivered(Due due) {
        jdbc.sql("update notice_outbox set delivered_at = ?, attempts = attempts + 1 where id = ?")
                .params(ConsentRows.utc(clock.instant()), due.id())
                .update();
    }

    void failed(Due due, Duration pause) {
        jdbc.sql("update notice_outbox set next_attempt_at = ?, attempts = attempts + 1 where id = ?")
                .params(ConsentRows.utc(clock.instant().plus(pause)), due.id())
                .update();
    }

    boolean isDelivered(RecordId record) {
        return jdbc.sql("select exists (select 1 from notice_outbox where record = ? and delivered_at is not null)")
                .param(record.value())
                .query(Boolean.class)
                .single();
    }
}
