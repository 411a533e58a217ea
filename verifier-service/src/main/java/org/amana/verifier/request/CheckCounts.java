package org.amana.verifier.request;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.verifier.answer.Answer;
import org.amana.verifier.answer.AnswerJson;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What outlives the checks: how many a month, by purpose and outcome. */
@Repository
public class CheckCounts {
    private final JdbcClient jdbc;

    CheckCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Key(String organisation, String intendedUse, boolean isExchange) {
        static Key of(ResultSet row, int number) throws SQLException {
            return new Key(row.getString(1), row.getString(2), row.getBoolean(3));
        }
    }

    /**
     * One line of the table.
     *
     * @param outcome a verdict ({@code yes}, {@code until}, {@code conditions}, {@code no}) or {@code kept},
     *        {@code agreed}, {@code refused}, {@code rejected}, {@code expired}
     */
    public record Count(YearMonth month, String intendedUse, String outcome, long checks) {}

    /** Counts of that organisation, newest month first, at most 500 lines. */
    public List<Count> of(OrganisationId organisation) {
        return jdbc.sql("""
                select month, intended_use, outcome, checks from check_count where organisation = :organisation
                order by month desc, intended_use, outcome limit 500""")
                .param("organisation", organisation.value())
                .query((row, number) -> new Count(YearMonth.from(row.getDate(1).toLocalDate()), row.getString(2),
                        row.getString(3), row.getLong(4)))
                .list();
    }

    void add(Key key, String outcome, Instant at) {
        LocalDate month = LocalDate.ofInstant(at, ZoneOffset.UTC).withDayOfMonth(1);
        jdbc.sql(
                """
                        insert into check_count (organisation, intended_use, month, outcome, checks)
                        values (:organisation, :use, :month, :outcome, 1)
                        on conflict (organisation, intended_use, month, outcome) do update set checks = check_count.checks + 1""")
                .param("organisation", key.organisation())
                .param("use", key.intendedUse())
                .param("month", Date.valueOf(month))
                .param("outcome", outcome)
                .update();
    }

    static String outcome(Key key, CheckState state, Optional<Answer> answer) {
        return state == CheckState.ANSWERED
                ? answer.map(given -> AnswerJson.write(given).get("verdict").asString())
                        .orElse(key.isExchange() ? "agreed" : "kept")
                : state.name().toLowerCase(Locale.ROOT);
    }
}
