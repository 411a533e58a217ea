package org.amana.verifier.answer;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.answer.QuestionProblem.InvalidField;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a {@link JobQuestion}, in at the desk API and kept beside an open check. */
public final class QuestionJson {

    private QuestionJson() {}

    /**
     * Reads what the employer asks.
     *
     * @throws ProblemException {@link InvalidField}, naming the first field that is wrong
     */
    public static JobQuestion parse(JsonNode node) {
        String job = text(node, "job").orElseThrow(() -> invalid("job", "say which job it is"));
        Optional<OccupationCode> occupation = code(node, "occupation", OccupationCode::parse);
        Optional<SectorCode> sector = code(node, "sector", SectorCode::parse);
        JsonNode hours = node.path("hours_per_week");
        if (!hours.isIntegralNumber() || !hours.canConvertToInt())
            throw invalid("hours_per_week", "a whole number of hours");
        LocalDate start = date(node, "start_date").orElseThrow(() -> invalid("start_date", "a day such as 2026-12-01"));
        try {
            return new JobQuestion(job, occupation, sector, hours.intValue(), start);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new InvalidField("question", String.valueOf(e.getMessage())), e);
        }
    }

    public static ObjectNode write(JobQuestion question) {
        ObjectNode node = StrictJson.object().put("job", question.job());
        question.occupation().ifPresent(occupation -> node.put("occupation", occupation.uri()));
        question.sector().ifPresent(sector -> node.put("sector", sector.code()));
        return node.put("hours_per_week", question.hoursPerWeek()).put("start_date", question.startDate().toString());
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull())
            return Optional.empty();
        if (!value.isString())
            throw invalid(field, "a text");
        return Optional.of(value.stringValue()).filter(text -> !text.isBlank());
    }

    private static <T> Optional<T> code(JsonNode node, String field, Function<String, T> parse) {
        try {
            return text(node, field).map(parse);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new InvalidField(field, String.valueOf(e.getMessage())), e);
        }
    }

    private static Optional<LocalDate> date(JsonNode node, String field) {
        try {
            return text(node, field).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw new ProblemException(new InvalidField(field, "a day such as 2026-12-01"), e);
        }
    }

    private static ProblemException invalid(String field, String expected) {
        return new ProblemException(new InvalidField(field, expected));
    }
}
