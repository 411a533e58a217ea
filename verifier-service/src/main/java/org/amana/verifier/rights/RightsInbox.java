package org.amana.verifier.rights;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.Opening;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsClock;
import org.amana.core.rights.RightsOutcome;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsRequest;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests of persons and their answers in PostgreSQL. */
@Repository
public class RightsInbox {
    private final JdbcClient jdbc;

    /** An answer on its way to the ledger. */
    record Due(String id, String answer, Opening opening, int attempts, String log) {}

    RightsInbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes a request that was checked.
     *
     * @throws ProblemException {@link RightsProblem.AlreadyReceived}
     */
    void receive(Organisation organisation, RightsRequest request, RightsReceipt receipt, String log) {
        try {
            jdbc.sql("""
                    insert into rights_request (request_id, organisation, record, request_hash, log, receipt, asked_at)
                    values (:id, :organisation, :record, :hash, :log, :receipt, :asked)""")
                    .param("id", request.digest())
                    .param("organisation", organisation.id().value())
                    .param("record", request.record().value())
                    .param("hash", request.requestHash().value())
                    .param("log", log)
                    .param("receipt", StrictJson.write(receipt.toJson()))
                    .param("asked", Timestamp.from(request.time()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new ProblemException(new RightsProblem.AlreadyReceived(), e);
        }
    }

    /** Open ones first, the oldest of them first; at most 200. */
    public List<AskedRight> all(OrganisationId organisation) {
        return jdbc.sql("""
                select * from rights_request where organisation = :organisation
                order by outcome is not null, answered_at desc, asked_at limit 200""")
                .param("organisation", organisation.value())
                .query(RightsInbox::row)
                .list();
    }

    /** How many wait though their month is over, by {@link org.amana.core.rights.RightsClock}. */
    public long countOverdue(OrganisationId organisation, Instant now) {
        return jdbc.sql("""
                select count(*) from rights_request where organisation = :organisation and outcome is null
                    and cast(cast(asked_at at time zone 'UTC' as date) + interval '1 month' as date) < :today""")
                .param("organisation", organisation.value())
                .param("today", LocalDate.ofInstant(now, ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** The clocks of those without an answer. */
    public List<RightsClock> waiting(OrganisationId organisation) {
        return jdbc.sql("select asked_at from rights_request where organisation = :organisation and outcome is null")
                .param("organisation", organisation.value())
                .query((row, number) -> RightsClock.of(row.getTimestamp(1).toInstant(), Optional.empty()))
                .list();
    }

    /**
     * One of this organisation; another's is as good as none.
     *
     * @throws ProblemException {@link RightsProblem.Unknown}
     */
    public AskedRight find(OrganisationId organisation, String id) {
        return jdbc.sql("select * from rights_request where organisation = :organisation and request_id = :id")
                .param("organisation", organisation.value())
                .param("id", id)
                .query(RightsInbox::row)
                .optional()
                .orElseThrow(() -> new ProblemException(new RightsProblem.Unknown()));
    }

    /** The receipt of the answer, a JSON text; empty until the ledger has it. */
    Optional<String> answer(AskedRight asked) {
        return jdbc.sql("select answer_receipt from rights_request where request_id = :id")
                .param("id", asked.id())
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single();
    }

    /** Stores the one answer, to be told; false when there is one. */
    boolean answer(AskedRight asked, RightsAnswer answer, Opening opening, String who, Instant now) {
        return jdbc.sql("""
                update rights_request set outcome = :outcome, answered_by = :who, answered_at = :now, answer = :answer,
                    salt = :salt, next_attempt_at = :now
                where request_id = :id and outcome is null""")
                .param("outcome", answer.outcome().name())
                .param("who", who)
                .param("now", Timestamp.from(now))
                .param("answer", answer.compact())
                .param("salt", Base64Url.encode(opening.salt()))
                .param("id", asked.id())
                .update() == 1;
    }

    /** Takes answers that are due for the time of the lease, so that nobody else sends them meanwhile. */
    List<Due> take(Instant now, Instant lease) {
        return jdbc.sql("""
                update rights_request set attempts = attempts + 1, next_attempt_at = :lease
                where request_id in (select request_id from rights_request where answer is not null
                    and answer_receipt is null and next_attempt_at <= :now limit 20 for update skip locked)
                returning request_id, answer, salt, attempts, log""")
                .param("lease", Timestamp.from(lease))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Due(row.getString(1), row.getString(2),
                        Opening.of(RightsAnswer.verify(row.getString(2)).bytes(), Base64Url.decode(row.getString(3))),
                        row.getInt(4), row.getString(5)))
                .list();
    }

    void told(Due due, RightsReceipt receipt) {
        jdbc.sql("update rights_request set answer_receipt = :receipt where request_id = :id")
                .param("receipt", StrictJson.write(receipt.toJson()))
                .param("id", due.id())
                .update();
    }

    void later(Due due, Instant next) {
        jdbc.sql("update rights_request set next_attempt_at = :next where request_id = :id")
                .param("next", Timestamp.from(next))
                .param("id", due.id())
                .update();
    }

    private static AskedRight row(ResultSet row, int number) throws SQLException {
        return new AskedRight(row.getString("request_id"), new OrganisationId(row.getString("organisation")),
                row.getString("record"), row.getString("request_hash"), row.getString("log"),
                row.getTimestamp("asked_at").toInstant(),
                Optional.ofNullable(row.getString("outcome")).map(RightsOutcome::parse),
                Optional.ofNullable(row.getTimestamp("answered_at")).map(Timestamp::toInstant),
                row.getString("answer_receipt") != null);
    }
}
