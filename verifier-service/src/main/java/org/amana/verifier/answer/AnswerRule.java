package org.amana.verifier.answer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.verifier.answer.Answer.No;
import org.amana.verifier.answer.Answer.Until;
import org.amana.verifier.answer.Answer.WithConditions;
import org.amana.verifier.answer.Answer.Yes;

/**
 * Job question + work permission + today → answer. Pure: no clock, no store, the same input always
 * gives the same answer. Both days of a permission are inclusive.
 */
public final class AnswerRule {
    private final Set<String> employerNames;

    /**
     * For one organisation.
     *
     * @param employerNames every name and identifier of the organisation that asks; compared without case
     */
    public AnswerRule(Set<String> employerNames) {
        this.employerNames = employerNames.stream().map(AnswerRule::folded).collect(Collectors.toUnmodifiableSet());
    }

    public Answer answer(JobQuestion question, WorkPermission permission, LocalDate today) {
        // the limits of a right that does not exist would only tell more about the person
        if (!permission.mayWork())
            return new No(List.of(new Reason.NoRightToWork()));
        KindOfJob sector = KindOfJob.of(question.sector(), permission.sectors(), SectorCode::covers);
        KindOfJob occupation = KindOfJob.of(question.occupation(), permission.occupations(), OccupationCode::covers);

        List<Reason> reasons = new ArrayList<>();
        LocalDate day = question.startDate().isBefore(today) ? today : question.startDate();
        permission.from().filter(day::isBefore).ifPresent(first -> reasons.add(new Reason.NotYet(first)));
        lastDay(permission).filter(day::isAfter).ifPresent(last -> reasons.add(new Reason.Ended(last)));
        permission.maxHoursPerWeek()
                .filter(max -> question.hoursPerWeek() > max)
                .ifPresent(max -> reasons.add(new Reason.TooManyHours(max, question.hoursPerWeek())));
        if (sector == KindOfJob.OUTSIDE)
            reasons.add(new Reason.SectorNotAllowed());
        if (occupation == KindOfJob.OUTSIDE)
            reasons.add(new Reason.OccupationNotAllowed());
        if (permission.boundToEmployer().filter(bound -> !employerNames.contains(folded(bound))).isPresent())
            reasons.add(new Reason.BoundToAnotherEmployer());
        if (!reasons.isEmpty())
            return new No(reasons);

        List<Condition> conditions = conditions(permission, sector, occupation);
        if (!conditions.isEmpty())
            return new WithConditions(conditions, lastDay(permission));
        return lastDay(permission).<Answer>map(Until::new).orElseGet(Yes::new);
    }

    private static List<Condition> conditions(WorkPermission permission, KindOfJob sector, KindOfJob occupation) {
        List<Condition> conditions = new ArrayList<>();
        permission.maxHoursPerWeek().ifPresent(max -> conditions.add(new Condition.HoursLimit(max)));
        if (sector == KindOfJob.NOT_SAID)
            conditions.add(new Condition.CertainSectorsOnly());
        if (occupation == KindOfJob.NOT_SAID)
            conditions.add(new Condition.CertainOccupationsOnly());
        if (sector == KindOfJob.ALLOWED || occupation == KindOfJob.ALLOWED)
            conditions.add(new Condition.ThisKindOfJobOnly());
        if (permission.boundToEmployer().isPresent())
            conditions.add(new Condition.BoundToThisEmployer());
        if (permission.extendedUntilDecision())
            permission.until().ifPresent(last -> conditions.add(new Condition.ExtendedUntilDecision(last)));
        return conditions;
    }

    /** With a renewal under way the printed day is not the end of the right. */
    private static Optional<LocalDate> lastDay(WorkPermission permission) {
        return permission.until().filter(last -> !permission.extendedUntilDecision());
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
