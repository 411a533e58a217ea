package org.amana.verifier.answer;

import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.support.page.IsolatedText;
import org.amana.verifier.answer.Answer.No;
import org.amana.verifier.answer.Answer.Until;
import org.amana.verifier.answer.Answer.WithConditions;
import org.amana.verifier.answer.Answer.Yes;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says an {@link Answer} in one plain sentence.
 *
 * <pre>
 * Yes, until 31 May 2027, with conditions: at most 20 hours a week.
 * No: the permission ended on 31 October 2026.
 * </pre>
 */
@Component
public final class AnswerWords {
    private final MessageSource messages;

    public AnswerWords(MessageSource messages) {
        this.messages = messages;
    }

    public String sentence(Answer answer, Locale locale) {
        return switch (answer) {
            case Yes() -> text(locale, "answer.yes");
            case Until(var lastDay) -> text(locale, "answer.until", day(lastDay, locale));
            case WithConditions(var conditions, Optional<LocalDate> lastDay) -> {
                String list = joined(conditions.stream().map(condition -> words(condition, locale)).toList(), locale);
                yield lastDay.map(day -> text(locale, "answer.conditions.until", day(day, locale), list))
                        .orElseGet(() -> text(locale, "answer.conditions", list));
            }
            case No(var reasons) -> text(locale, "answer.no",
                    joined(reasons.stream().map(reason -> words(reason, locale)).toList(), locale));
        };
    }

    /**
     * The answer as the desk API gives it: {@link AnswerJson} with words added.
     *
     * <pre>
     * {"verdict":"no","sentence":"No: …","conditions":[],"reasons":[{"code":"ended","last_day":"2026-10-31","text":"…"}]}
     * </pre>
     */
    public ObjectNode json(Answer answer, Locale locale) {
        ObjectNode node = AnswerJson.write(answer);
        node.put("sentence", sentence(answer, locale));
        ArrayNode conditions = node.putArray("conditions");
        ArrayNode reasons = node.putArray("reasons");
        if (answer instanceof WithConditions with)
            with.conditions()
                    .forEach(condition -> conditions
                            .add(AnswerJson.write(condition).put("text", words(condition, locale))));
        if (answer instanceof No no)
            no.reasons().forEach(reason -> reasons.add(AnswerJson.write(reason).put("text", words(reason, locale))));
        return node;
    }

    public String words(Condition condition, Locale locale) {
        String key = "condition." + AnswerJson.write(condition).get("code").asString();
        return switch (condition) {
            case Condition.HoursLimit(var hours) -> text(locale, key, hours);
            case Condition.ExtendedUntilDecision(var day) -> text(locale, key, day(day, locale));
            case Condition.BoundToThisEmployer(),Condition.ThisKindOfJobOnly(),Condition.CertainSectorsOnly(),Condition.CertainOccupationsOnly() ->
                text(locale, key);
        };
    }

    public String words(Reason reason, Locale locale) {
        String key = "reason." + AnswerJson.write(reason).get("code").asString();
        return switch (reason) {
            case Reason.NotYet(var day) -> text(locale, key, day(day, locale));
            case Reason.Ended(var day) -> text(locale, key, day(day, locale));
            case Reason.TooManyHours(var max, var asked) -> text(locale, key, max, asked);
            case Reason.NoRightToWork(),Reason.SectorNotAllowed(),Reason.OccupationNotAllowed(),Reason.BoundToAnotherEmployer(),Reason.CredentialSuspended(),Reason.CredentialRevoked(),Reason.NotTheSamePerson() ->
                text(locale, key);
        };
    }

    private String joined(List<String> parts, Locale locale) {
        return parts.stream().reduce((one, next) -> text(locale, "answer.and", one, next)).orElse("");
    }

    private String text(Locale locale, String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    private static String day(LocalDate day, Locale locale) {
        String date = IsolatedText.date(day, locale);
        // in a sentence of the same direction the isolates do nothing, and not every reader of the API expects them
        return ULocale.forLocale(locale).isRightToLeft() ? date : date.replaceAll("[\u2068\u2069]", "");
    }
}
