package org.amana.verifier.answer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.verifier.answer.Answer.No;
import org.amana.verifier.answer.Answer.Until;
import org.amana.verifier.answer.Answer.WithConditions;
import org.amana.verifier.answer.Answer.Yes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The machine form of an {@link Answer}: what is stored, signed into the check receipt and, with words
 * added, answered by the desk API.
 *
 * <pre>
 * {"verdict":"conditions","last_day":"2027-05-31","conditions":[{"code":"hours_limit","max_hours_per_week":20}]}
 * {"verdict":"no","reasons":[{"code":"ended","last_day":"2026-10-31"}]}
 * </pre>
 */
public final class AnswerJson {

    private AnswerJson() {}

    public static ObjectNode write(Answer answer) {
        ObjectNode node = StrictJson.object();
        switch (answer) {
            case Yes() -> node.put("verdict", "yes");
            case Until(var lastDay) -> node.put("verdict", "until").put("last_day", lastDay.toString());
            case WithConditions(var conditions, var lastDay) -> {
                node.put("verdict", "conditions");
                lastDay.ifPresent(day -> node.put("last_day", day.toString()));
                ArrayNode array = node.putArray("conditions");
                conditions.forEach(condition -> array.add(write(condition)));
            }
            case No(var reasons) -> {
                ArrayNode array = node.put("verdict", "no").putArray("reasons");
                reasons.forEach(reason -> array.add(write(reason)));
            }
        }
        return node;
    }

    public static ObjectNode write(Condition condition) {
        ObjectNode node = StrictJson.object();
        return switch (condition) {
            case Condition.HoursLimit(var hours) -> node.put("code", "hours_limit").put("max_hours_per_week", hours);
            case Condition.BoundToThisEmployer() -> node.put("code", "bound_to_this_employer");
            case Condition.ThisKindOfJobOnly() -> node.put("code", "this_kind_of_job_only");
            case Condition.CertainSectorsOnly() -> node.put("code", "certain_sectors_only");
            case Condition.CertainOccupationsOnly() -> node.put("code", "certain_occupations_only");
            case Condition.ExtendedUntilDecision(var day) ->
                node.put("code", "extended_until_decision").put("printed_last_day", day.toString());
        };
    }

    public static ObjectNode write(Reason reason) {
        ObjectNode node = StrictJson.object();
        return switch (reason) {
            case Reason.NoRightToWork() -> node.put("code", "no_right_to_work");
            case Reason.NotYet(var day) -> node.put("code", "not_yet").put("first_day", day.toString());
            case Reason.Ended(var day) -> node.put("code", "ended").put("last_day", day.toString());
            case Reason.TooManyHours(var max, var asked) ->
                node.put("code", "too_many_hours").put("max_hours_per_week", max).put("hours_asked", asked);
            case Reason.SectorNotAllowed() -> node.put("code", "sector_not_allowed");
            case Reason.OccupationNotAllowed() -> node.put("code", "occupation_not_allowed");
            case Reason.BoundToAnotherEmployer() -> node.put("code", "bound_to_another_employer");
            case Reason.CredentialSuspended() -> node.put("code", "credential_suspended");
            case Reason.CredentialRevoked() -> node.put("code", "credential_revoked");
            case Reason.NotTheSamePerson() -> node.put("code", "not_the_same_person");
        };
    }

    /** Reads back what {@link #write(Answer)} wrote; anything else is a bug or a damaged row. */
    public static Answer read(JsonNode node) {
        Optional<LocalDate> lastDay = node.path("last_day").asStringOpt().map(LocalDate::parse);
        return switch (node.path("verdict").asString()) {
            case "yes" -> new Yes();
            case "until" -> new Until(lastDay.orElseThrow());
            case "conditions" -> {
                List<Condition> conditions = new ArrayList<>();
                node.path("conditions").forEach(condition -> conditions.add(condition(condition)));
                yield new WithConditions(conditions, lastDay);
            }
            case "no" -> {
                List<Reason> reasons = new ArrayList<>();
                node.path("reasons").forEach(reason -> reasons.add(reason(reason)));
                yield new No(reasons);
            }
            case String other -> throw new IllegalStateException("no such verdict: " + other);
        };
    }

    private static Condition condition(JsonNode node) {
        return switch (node.path("code").asString()) {
            case "hours_limit" -> new Condition.HoursLimit(node.path("max_hours_per_week").intValue());
            case "bound_to_this_employer" -> new Condition.BoundToThisEmployer();
            case "this_kind_of_job_only" -> new Condition.ThisKindOfJobOnly();
            case "certain_sectors_only" -> new Condition.CertainSectorsOnly();
            case "certain_occupations_only" -> new Condition.CertainOccupationsOnly();
            case "extended_until_decision" -> new Condition.ExtendedUntilDecision(day(node, "printed_last_day"));
            case String other -> throw new IllegalStateException("no such condition: " + other);
        };
    }

    private static Reason reason(JsonNode node) {
        return switch (node.path("code").asString()) {
            case "no_right_to_work" -> new Reason.NoRightToWork();
            case "not_yet" -> new Reason.NotYet(day(node, "first_day"));
            case "ended" -> new Reason.Ended(day(node, "last_day"));
            case "too_many_hours" ->
                new Reason.TooManyHours(node.path("max_hours_per_week").intValue(),
                        node.path("hours_asked").intValue());
            case "sector_not_allowed" -> new Reason.SectorNotAllowed();
            case "occupation_not_allowed" -> new Reason.OccupationNotAllowed();
            case "bound_to_another_employer" -> new Reason.BoundToAnotherEmployer();
            case "credential_suspended" -> new Reason.CredentialSuspended();
            case "credential_revoked" -> new Reason.CredentialRevoked();
            case "not_the_same_person" -> new Reason.NotTheSamePerson();
            case String other -> throw new IllegalStateException("no such reason: " + other);
        };
    }

    private static LocalDate day(JsonNode node, String member) {
        return LocalDate.parse(node.path(member).asString());
    }
}
