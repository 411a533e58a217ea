package org.amana.verifier.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.Finding;
import org.amana.core.register.IntendedUse;
import org.amana.verifier.answer.Answer;
import org.amana.verifier.answer.AnswerJson;
import org.amana.verifier.answer.QuestionJson;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The checks in PostgreSQL. Every step from one state to the next is a single conditional UPDATE, so that
 * of two responses that arrive together exactly one is used, on whatever instance they arrive.
 */
@Repository
public class Checks {
    private static final int MAX_COLUMN_BYTES = 64 * 1024;
    private final JdbcClient jdbc;
    private final CheckCounts counts;
    private final ApplicationEventPublisher events;

    Checks(JdbcClient jdbc, CheckCounts counts, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.events = events;
    }

    void insert(Check check) {
        jdbc.sql(
                """
                        insert into presentation_check (check_id, request_id, organisation, intended_use, registered_use, question, exchange, state, nonce,
                            response_key, browser_session, created_at, expires_at)
                        values (:check, :request, :organisation, :use, :registered::jsonb, :question::jsonb, :exchange, :state, :nonce, :key, :browser, :created, :expires)""")
                .param("check", check.id().value())
                .param("request", check.requestId().value())
                .param("organisation", check.organisation().value())
                .param("use", check.use().id())
                .param("registered", StrictJson.write(check.use().toJson()))
                .param("question", check.question().map(QuestionJson::write).map(StrictJson::write).orElse(null))
                .param("exchange", check.exchange().map(ExchangeTerms::encode).orElse(null))
                .param("state", check.state().name())
                .param("nonce", check.nonce())
                .param("key", check.responseKey().orElse(null))
                .param("browser", check.browserSession().orElse(null))
                .param("created", Timestamp.from(check.createdAt()))
                .param("expires", Timestamp.from(check.expiresAt()))
                .update();
    }

    /** A check of that organisation; another organisation's is as good as none. */
    public Optional<Check> find(OrganisationId organisation, String id) {
        return jdbc.sql("select * from presentation_check where check_id = :id and organisation = :organisation")
                .param("id", id)
                .param("organisation", organisation.value())
                .query(Checks::check)
                .optional();
    }

    /** The check a wallet was asked for under that organisation. */
    public Optional<Check> findByRequest(OrganisationId organisation, String requestId) {
        return jdbc.sql("select * from presentation_check where request_id = :id and organisation = :organisation")
                .param("id", requestId)
                .param("organisation", organisation.value())
                .query(Checks::check)
                .optional();
    }

    /** Open checks of that organisation, newest first, at most 50; questions about an exchange have a list of their own. */
    public List<Check> open(OrganisationId organisation, Instant now) {
        return jdbc
                .sql("""
                        select * from presentation_check where organisation = :organisation and expires_at > :now
                            and exchange is null and state in ('WAITING', 'RETURNING', 'MATCH') order by created_at desc limit 50""")
                .param("organisation", organisation.value())
                .param("now", Timestamp.from(now))
                .query(Checks::check)
                .list();
    }

    /**
     * A presentation holds: WAITING to MATCH, or to RETURNING when the browser that began it must come back first.
     *
     * @param responseCode hash of the code in {@code redirect_uri}, for RETURNING
     * @return false when the check was used or ran out meanwhile
     */
    public boolean receive(CheckId id, CheckState next, String requestHash, Answer answer,
                           Optional<String> responseCode,
                           Instant until, Instant now) {
        return jdbc.sql("""
                update presentation_check set state = :next, request_hash = :hash, answer = :answer::jsonb,
                    response_code = :code, expires_at = :until
                where check_id = :id and state = 'WAITING' and expires_at > :now""")
                .param("next", next.name())
                .param("hash", requestHash)
                .param("answer", StrictJson.write(AnswerJson.write(answer)))
                .param("code", responseCode.orElse(null))
                .param("until", Timestamp.from(until))
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .update() == 1;
    }

    /** The browser that began the check came back with the code: RETURNING to MATCH. */
    public boolean comeBack(CheckId id, Instant until, Instant now) {
        return jdbc.sql("""
                update presentation_check set state = 'MATCH', response_code = null, expires_at = :until
                where check_id = :id and state = 'RETURNING' and expires_at > :now""")
                .param("until", Timestamp.from(until))
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .update() == 1;
    }

    /**
     * Ends a check. The response key goes with it, and what was sealed for the match.
     *
     * @param from the state it must be in
     * @param answer what the desk shows; absent leaves none
     * @return false when it is not in that state any more
     */
    @Transactional
    public boolean close(CheckId id, CheckState from, CheckState to, Optional<String> requestHash,
                         Optional<Answer> answer, List<Finding> findings, Optional<String> receipt, Instant now) {
        Optional<CheckCounts.Key> closed = jdbc.sql("""
                update presentation_check set state = :to, request_hash = coalesce(:hash, request_hash),
                    answer = :answer::jsonb, findings = :findings::jsonb, receipt = :receipt, response_key = null,
                    response_code = null, closed_at = :now
                where check_id = :id and state = :from and expires_at > :now returning organisation, intended_use,
                    exchange is not null""")
                .param("to", to.name())
                .param("hash", requestHash.orElse(null))
                .param("answer", answer.map(AnswerJson::write).map(StrictJson::write).orElse(null))
                .param("findings", findings.isEmpty() ? null : StrictJson.write(write(findings)))
                .param("receipt", receipt.orElse(null))
                .param("now", Timestamp.from(now))
                .param("id", id.value())
                .param("from", from.name())
                .query(CheckCounts.Key::of)
                .optional();
        closed.ifPresent(key -> {
            jdbc.sql("delete from person_to_match where check_id = :id").param("id", id.value()).update();
            counts.add(key, CheckCounts.outcome(key, to, answer), now);
            events.publishEvent(new CheckClosed(id, to, findings, now));
        });
        return closed.isPresent();
    }

    /** Closes every check whose time is over and forgets what was sealed for it; answers how many. */
    @Transactional
    public int expire(Instant now) {
        jdbc.sql("""
                delete from person_to_match p using presentation_check c
                where p.check_id = c.check_id and c.expires_at <= :now""").param("now", Timestamp.from(now)).update();
        List<CheckCounts.Key> expired = jdbc
                .sql("""
                            update presentation_check set state = 'EXPIRED', response_key = null, response_code = null, answer = null,
                                closed_at = :now
                            where state in ('WAITING', 'RETURNING', 'MATCH') and expires_at <= :now returning organisation, intended_use,
                        exchange is not null""")
                .param("now", Timestamp.from(now))
                .query(CheckCounts.Key::of)
                .list();
        expired.forEach(key -> counts.add(key, CheckCounts.outcome(key, CheckState.EXPIRED, Optional.empty()), now));
        return expired.size();
    }

    /** Removes checks that closed before that moment, receipts and all. */
    public int forget(Instant closedBefore) {
        return jdbc.sql("delete from presentation_check where closed_at < :before")
                .param("before", Timestamp.from(closedBefore))
                .update();
    }

    static ArrayNode write(List<Finding> findings) {
        ArrayNode array = StrictJson.array();
        findings.forEach(finding -> array
                .add(StrictJson.object().put("reason", finding.reason()).put("detail", finding.detail())));
        return array;
    }

    private static Check check(ResultSet row, int number) throws SQLException {
        return new Check(new CheckId(row.getString("check_id")), new RequestId(row.getString("request_id")),
                new OrganisationId(row.getString("organisation")),
                IntendedUse.parse(json(row, "registered_use").orElseThrow()),
                json(row, "question").map(QuestionJson::parse),
                text(row, "exchange").map(ExchangeTerms::parse), CheckState.valueOf(row.getString("state")),
                row.getString("nonce"), text(row, "response_key"), text(row, "browser_session"),
                text(row, "response_code"), text(row, "request_hash"), json(row, "answer").map(AnswerJson::read),
                findings(row), text(row, "receipt"), row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("taken_at")).map(Timestamp::toInstant));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<ObjectNode> json(ResultSet row, String column) throws SQLException {
        return text(row, column).map(text -> StrictJson.parseObject(text, MAX_COLUMN_BYTES));
    }

    private static List<Finding> findings(ResultSet row) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        String text = row.getString("findings");
        if (text != null)
            StrictJson.parseObject("{\"findings\":" + text + "}", MAX_COLUMN_BYTES)
                    .get("findings")
                    .forEach(node -> findings
                            .add(new Finding(node.get("reason").asString(), node.get("detail").asString())));
        return findings;
    }
}
