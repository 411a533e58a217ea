package org.amana.verifier.ask;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.json.StrictJson;
import org.amana.verifier.answer.JobQuestion;
import org.amana.verifier.answer.QuestionJson;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.request.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The posters of each organisation. */
@Repository
public class CheckLinks {
    private static final int MAX_COLUMN_BYTES = 64 * 1024;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final RandomGenerator random;

    CheckLinks(JdbcClient jdbc, Clock clock, RandomGenerator random) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.random = random;
    }

    public CheckLink create(OrganisationId organisation, JobQuestion question) {
        var link = new CheckLink(Token.fresh(random), organisation, question, false);
        jdbc.sql("""
                insert into check_link (link_id, organisation, question, created_at)
                values (:id, :organisation, :question::jsonb, :now)""")
                .param("id", link.id())
                .param("organisation", organisation.value())
                .param("question", StrictJson.write(QuestionJson.write(question)))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return link;
    }

    public Optional<CheckLink> find(OrganisationId organisation, String id) {
        return jdbc.sql("select * from check_link where organisation = :organisation and link_id = :id")
                .param("organisation", organisation.value())
                .param("id", id)
                .query(CheckLinks::link)
                .optional();
    }

    /** Posters in use, newest first, at most 50. */
    public List<CheckLink> open(OrganisationId organisation) {
        return jdbc.sql("""
                select * from check_link where organisation = :organisation and closed_at is null
                order by created_at desc limit 50""")
                .param("organisation", organisation.value())
                .query(CheckLinks::link)
                .list();
    }

    public void close(OrganisationId organisation, String id) {
        jdbc.sql("""
                update check_link set closed_at = :now
                where organisation = :organisation and link_id = :id and closed_at is null""")
                .param("now", Timestamp.from(clock.instant()))
                .param("organisation", organisation.value())
                .param("id", id)
                .update();
    }

    private static CheckLink link(ResultSet row, int number) throws SQLException {
        return new CheckLink(row.getString("link_id"), new OrganisationId(row.getString("organisation")),
                QuestionJson.parse(StrictJson.parseObject(row.getString("question"), MAX_COLUMN_BYTES)),
                row.getTimestamp("closed_at") != null);
    }
}
