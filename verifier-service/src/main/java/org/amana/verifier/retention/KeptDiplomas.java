package org.amana.verifier.retention;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.support.sealing.Sealer;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.retention.KeptDiploma.Cause;
import org.amana.verifier.retention.KeptDiploma.State;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Diplomas on file in PostgreSQL. Each is sealed with a key of its own, which is sealed with the key at rest;
 * erasing removes both and leaves the row as the trace that there was something and that it is gone.
 */
@Repository
public class KeptDiplomas {
    private static final int MAX_BYTES = 256 * 1024;
    private static final String COLUMNS = """
            select k.*, c.acknowledged_at from kept_diploma k left join erasure_confirmation c using (organisation, record)
            """;
    private final JdbcClient jdbc;
    private final Sealer atRest;
    private final RandomGenerator random;
    private final Withdrawals withdrawals;
    private final ApplicationEventPublisher events;

    KeptDiplomas(JdbcClient jdbc, Sealer atRest, RandomGenerator random, Withdrawals withdrawals,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.atRest = atRest;
        this.random = random;
        this.withdrawals = withdrawals;
        this.events = events;
    }

    /**
     * Stores a copy, unless the consent was withdrawn meanwhile.
     *
     * @return false when it was
     */
    @Transactional
    public boolean keep(KeptDiploma diploma, String checkId, ObjectNode content) {
        withdrawals.lock(diploma.record());
        if (withdrawals.isWithdrawn(diploma.organisation(), diploma.record()))
            return false;
        byte[] key = new byte[Sealer.KEY_BYTES];
        random.nextBytes(key);
        byte[] plain = StrictJson.write(content).getBytes(StandardCharsets.UTF_8);
        jdbc.sql(
                """
                        insert into kept_diploma (kept_id, organisation, intended_use, check_id, request_hash, record, state, sealed,
                            data_key, kept_at, kept_until)
                        values (:id, :organisation, :use, :check, :hash, :record, 'KEPT', :sealed, :key, :at, :until)""")
                .param("id", diploma.id())
                .param("organisation", diploma.organisation().value())
                .param("use", diploma.intendedUse())
                .param("check", checkId)
                .param("hash", diploma.requestHash())
                .param("record", diploma.record())
                .param("sealed", Base64Url.encode(Sealer.withKey(key, random).seal(plain, diploma.id())))
                .param("key", Base64Url.encode(atRest.seal(key, "diploma/" + diploma.id())))
                .param("at", Timestamp.from(diploma.keptAt()))
                .param("until", Timestamp.from(diploma.keptUntil()))
                .update();
        return true;
    }

    /** Everything this organisation keeps or kept, newest first, at most 500. */
    public List<KeptDiploma> all(OrganisationId organisation) {
        return jdbc.sql(COLUMNS + "where k.organisation = :organisation order by k.kept_at desc limit 500")
                .param("organisation", organisation.value())
                .query(KeptDiplomas::row)
                .list();
    }

    public Optional<KeptDiploma> find(OrganisationId organisation, String id) {
        return jdbc.sql(COLUMNS + "where k.organisation = :organisation and k.kept_id = :id")
                .param("organisation", organisation.value())
                .param("id", id)
                .query(KeptDiplomas::row)
                .optional();
    }

    /** The diploma that came of that check. */
    public Optional<KeptDiploma> ofCheck(OrganisationId organisation, String checkId) {
        return jdbc.sql(COLUMNS + "where k.organisation = :organisation and k.check_id = :id")
                .param("organisation", organisation.value())
                .param("id", checkId)
                .query(KeptDiplomas::row)
                .optional();
    }

    /** What a kept diploma says: {@code {"vct","issuer","claims":{…}}}; empty once erased. */
    public Optional<ObjectNode> read(KeptDiploma diploma) {
        return jdbc.sql("select sealed, data_key from kept_diploma where kept_id = :id and state = 'KEPT'")
                .param("id", diploma.id())
                .query((row, number) -> {
                    byte[] key = atRest.open(Base64Url.decode(row.getString("data_key")), "diploma/" + diploma.id());
                    byte[] plain = Sealer.withKey(key, random)
                            .open(Base64Url.decode(row.getString("sealed")), diploma.id());
                    return StrictJson.parseObject(plain, MAX_BYTES);
                })
                .optional();
    }

    /**
     * A consent was withdrawn: every copy kept under it goes, and the confirmation is queued, in one transaction. A
     * second notice changes nothing. Where nothing is held that is confirmed as well, for the person waits to hear it.
     *
     * @param log of the ledger that says so, and is told
     * @return how many copies went
     */
    @Transactional
    public int withdraw(OrganisationId organisation, String record, String requestHash, String log, Instant now) {
        withdrawals.lock(record);
        withdrawals.remember(organisation, record, now);
        int erased = jdbc.sql("""
                update kept_diploma set state = 'ERASED', sealed = null, data_key = null, erased_at = :now,
                    erased_for = 'WITHDRAWN'
                where state = 'KEPT' and organisation = :organisation and record = :record""")
                .param("now", Timestamp.from(now))
                .param("organisation", organisation.value())
                .param("record", record)
                .update();
        events.publishEvent(new ConsentWithdrawn(organisation, record, now));
        withdrawals.queueConfirmation(organisation.value(), record, requestHash, Optional.of(log), now);
        return erased;
    }

    /** Erases what may not be kept any longer; answers how many copies went. */
    @Transactional
    public int eraseDue(Instant now) {
        var erased = jdbc.sql("""
                update kept_diploma set state = 'ERASED', sealed = null, data_key = null, erased_at = :now,
                    erased_for = 'RETENTION_ENDED'
                where state = 'KEPT' and kept_until <= :now returning organisation, record, request_hash""")
                .param("now", Timestamp.from(now))
                .query((row, number) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .list();
        erased.forEach(row -> withdrawals.queueConfirmation(row.get(0), row.get(1), row.get(2), Optional.empty(),
                now));
        return erased.size();
    }

    static KeptDiploma row(ResultSet row, int number) throws SQLException {
        Timestamp erasedAt = row.getTimestamp("erased_at");
        String cause = row.getString("erased_for");
        return new KeptDiploma(row.getString("kept_id"), new OrganisationId(row.getString("organisation")),
                row.getString("intended_use"), row.getString("request_hash"), row.getString("record"),
                State.valueOf(row.getString("state")), row.getTimestamp("kept_at").toInstant(),
                row.getTimestamp("kept_until").toInstant(), Optional.ofNullable(erasedAt).map(Timestamp::toInstant),
                Optional.ofNullable(cause).map(Cause::valueOf), row.getTimestamp("acknowledged_at") != null);
    }
}
