package org.amana.ledger.consent;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RecordId;
import org.amana.core.key.SigningKey;
import org.amana.ledger.register.StandingUses;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.ledger.sealing.SubjectKey;
import org.amana.ledger.sealing.SubjectKeys;
import org.amana.ledger.sealing.WrappedKey;
import org.amana.support.kafka.NoticeTopics;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notices on their way: written in the transaction of the withdrawal or renewal, so that none is ever lost, and
 * sent until the recipient has answered. An authority that sends data under the consent hears of its withdrawal too.
 */
final class NoticeOutbox {
    private static final int BATCH = 20;
    /** Stands in the table where a recipient has a topic alone. */
    private static final String NO_URL = "";
    /** Once a withdrawal is to be told, nobody needs to hear of a renewal before it. */
    private static final String WAITS = """
            o.delivered_at is null and (o.kind = 'WITHDRAWN' or not exists
                (select 1 from notice_outbox w where w.record = o.record and w.kind = 'WITHDRAWN'))""";
    private static final String DUE = "select o.id, o.controller, o.url, o.attempts, o.sealed, " + WrappedKey.COLUMNS
            + " from notice_outbox o join consent_state s using (record) join subject_key k using (relation)"
            + " where o.next_attempt_at <= ? and " + WAITS + " order by o.next_attempt_at limit ?";
    private final JdbcClient jdbc;
    private final SigningKey key;
    private final String origin;
    private final RandomGenerator random;
    private final Clock clock;
    private final LookUpNames names;
    private final SubjectKeys subjectKeys;
    private final StandingUses parties;
    private final NoticeTopics topics;
    private final Semaphore work = new Semaphore(0);

    /**
     * A notice that is due.
     *
     * @param url empty for a recipient that has a topic and no address
     */
    record Due(String id, String party, Optional<String> url, String notice, int attempts) {}

    NoticeOutbox(JdbcClient jdbc, SigningKey key, String origin, RandomGenerator random, Clock clock,
            LookUpNames names, SubjectKeys subjectKeys, StandingUses parties, NoticeTopics topics) {
        this.jdbc = jdbc;
        this.key = key;
        this.origin = origin;
        this.random = random;
        this.clock = clock;
        this.names = names;
        this.subjectKeys = subjectKeys;
        this.parties = parties;
        this.topics = topics;
    }

    /** Called in the sequencer's transaction. A recipient without address or topic learns of it when it asks. */
    void put(Connection tx, ConsentBatch.Told told, SubjectKey subject) throws SQLException {
        Optional<String> url = way(told.state().controller(), told.recipient().noticeUrl());
        if (url.isPresent()) {
            put(tx, told, subject, told.state().controller(), url.get());
        }
        Optional<String> source = told.state().source();
        if (told.event().kind() == EventKind.WITHDRAWN && source.isPresent()) {
            Optional<String> address = way(source.get(), parties.noticeUrl(tx, source.get()));
            if (address.isPresent()) {
                put(tx, told, subject, source.get(), address.get());
            }
        }
    }

    private Optional<String> way(String party, Optional<String> url) {
        return url.isEmpty() && topics.has(party) ? Optional.of(NO_URL) : url;
    }

    private void put(Connection tx, ConsentBatch.Told told, SubjectKey subject, String party, String url)
            throws SQLException {
        ConsentState state = told.state();
        String id = RecordId.random(random).value();
        var notice = new ConsentNotice(origin, party, id, told.event().time(), told.event().kind(),
                state.record(), state.requestHash(), state.purpose(), told.index(), told.statement());
        try (PreparedStatement insert = tx.prepareStatement("""
                insert into notice_outbox (id, record, controller, url, sealed, next_attempt_at, kind)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, id);
            insert.setString(2, names.of(state.record()));
            insert.setString(3, party);
            insert.setString(4, url);
            insert.setBytes(5, subject.seal(notice.sign(key).getBytes(StandardCharsets.US_ASCII), place(id)));
            insert.setObject(6, ConsentRows.utc(clock.instant()));
            insert.setString(7, told.event().kind().name());
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
        return jdbc.sql(DUE)
                .params(ConsentRows.utc(clock.instant()), BATCH)
                .query((row, number) -> due(row))
                .list();
    }

    private Due due(ResultSet row) throws SQLException {
        byte[] notice = subjectKeys.unwrap(WrappedKey.read(row, 6))
                .open(row.getBytes(5), place(row.getString(1)));
        return new Due(row.getString(1), row.getString(2),
                Optional.of(row.getString(3)).filter(url -> !url.equals(NO_URL)),
                new String(notice, StandardCharsets.US_ASCII), row.getInt(4));
    }

    private static String place(String id) {
        return "notice " + id;
    }

    /** When the next one is due, if any waits. */
    Optional<Instant> nextDue() {
        return jdbc.sql("select min(o.next_attempt_at) from notice_outbox o where " + WAITS)
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
        return jdbc.sql("select exists (select 1 from notice_outbox join consent_state using (record, controller)"
                + " where record = ? and kind = 'WITHDRAWN' and delivered_at is not null)")
                .param(names.of(record))
                .query(Boolean.class)
                .single();
    }
}
