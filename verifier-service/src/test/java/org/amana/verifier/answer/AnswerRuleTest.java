package org.amana.verifier.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.core.json.StrictJson;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerRuleTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final AnswerRule RULE = new AnswerRule(Set.of("Harbour Bakery", "harbour-bakery", "LEIXG-HB"));

    @Nested
    class Days {
        @ParameterizedTest(name = "start {0}, right from {1} to {2}, extended {3} -> {4}")
        @CsvSource(nullValues = "-", value = {
                // the first and the last day are both days of work
                "2026-12-01, 2026-12-01, -,          false, yes",
                "2026-11-30, 2026-12-01, -,          false, no",
                "2027-05-31, 2026-01-01, 2027-05-31, false, until",
                "2027-06-01, 2026-01-01, 2027-05-31, false, no",
                "2026-12-01, 2026-01-01, 2026-12-01, false, until",
                // a start in the past asks about today
                "2026-01-01, 2026-11-22, -,          false, yes",
                "2026-01-01, 2026-11-23, -,          false, no",
                "2026-01-01, 2025-01-01, 2026-11-22, false, until",
                "2026-01-01, 2025-01-01, 2026-11-21, false, no",
                // an open renewal carries the right past the printed day, never before the first
                "2027-06-01, 2026-01-01, 2027-05-31, true,  conditions",
                "2026-12-01, 2025-01-01, 2026-11-21, true,  conditions",
                "2026-12-01, 2026-01-01, 2027-05-31, true,  conditions",
                "2026-11-30, 2026-12-01, 2027-05-31, true,  no",
                // no printed day: the flag changes nothing
                "2026-12-01, 2026-01-01, -,          true,  yes"})
        void answer_onTheDay_isInclusive(LocalDate start, LocalDate from, LocalDate until, boolean extended,
                                         String verdict) {
            var permission = new WorkPermission(true, Optional.ofNullable(from), Optional.ofNullable(until), extended,
                    List.of(), List.of(), Optional.empty(), Optional.empty());

            assertThat(verdict(RULE.answer(startingOn(start), permission, TODAY))).isEqualTo(verdict);
        }

        @Test
        void answer_whenRenewalIsOpen_hasNoLastDay() {
            var permission = Permission.any().until("2026-12-31").extended();

            assertThat(RULE.answer(startingOn(TODAY), permission.build(), TODAY)).isEqualTo(new Answer.WithConditions(
                    List.of(new Condition.ExtendedUntilDecision(LocalDate.parse("2026-12-31"))), Optional.empty()));
        }

        @Test
        void answer_whenTheRightEnds_saysTheLastDay() {
            assertThat(RULE.answer(startingOn(TODAY), Permission.any().until("2026-12-31").build(), TODAY))
                    .isEqualTo(new Answer.Until(LocalDate.parse("2026-12-31")));
        }
    }

    @ParameterizedTest(name = "{0} hours asked, limit {1} -> {2}")
    @CsvSource(nullValues = "-", value = {"20, 20, conditions", "21, 20, no", "1, 20, conditions", "40, -, yes"})
    void answer_toHours_comparesWithTheLimit(int asked, Integer limit, String verdict) {
        var question = new JobQuestion("Baker", Optional.empty(), Optional.empty(), asked, TODAY);
        var permission = Permission.any().hours(limit).build();

        assertThat(verdict(RULE.answer(question, permission, TODAY))).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "sector {0} asked, {1} allowed -> {2}")
    @CsvSource(nullValues = "-", value = {"C10.71, C10.71, this_kind_of_job_only",
            "C10.71, C10.7, this_kind_of_job_only",
            "C10.71, C10, this_kind_of_job_only", "C10.71, C, this_kind_of_job_only",
            "10.71, C10.7, this_kind_of_job_only",
            "C10.71, C11, sector_not_allowed", "C10.71, I56.1, sector_not_allowed",
            "C10.71, C10.72, sector_not_allowed",
            // asked wider than allowed, or not said: a condition, not a refusal
            "C, C10.7, certain_sectors_only", "C10, C10.71, certain_sectors_only", "-, C10.7, certain_sectors_only"})
    void answer_toSector_followsTheNaceTree(String asked, String allowed, String code) {
        var question = new JobQuestion("Baker", Optional.empty(), Optional.ofNullable(asked).map(SectorCode::parse), 20,
                TODAY);

        assertThat(codes(RULE.answer(question, Permission.any().sectors(allowed).build(), TODAY)))
                .containsExactly(code);
    }

    @ParameterizedTest(name = "occupation {0} asked, {1} allowed -> {2}")
    @CsvSource(nullValues = "-", value = {"7512, 7512, this_kind_of_job_only", "7512, 75, this_kind_of_job_only",
            "7512, 7, this_kind_of_job_only", "7512, 9, occupation_not_allowed", "7512, 7511, occupation_not_allowed",
            "75, 7512, certain_occupations_only", "-, 7512, certain_occupations_only"})
    void answer_toOccupation_followsTheIscoTree(String asked, String allowed, String code) {
        var question = new JobQuestion("Baker", Optional.ofNullable(asked).map(OccupationCode::new), Optional.empty(),
                20, TODAY);

        assertThat(codes(RULE.answer(question, Permission.any().occupations(allowed).build(), TODAY)))
                .containsExactly(code);
    }

    @ParameterizedTest(name = "bound to {0} -> {1}")
    @CsvSource({"Harbour Bakery, bound_to_this_employer", "'  harbour BAKERY ', bound_to_this_employer",
            "LEIXG-HB, bound_to_this_employer", "Harbour Bakery 2, bound_to_another_employer",
            "Other Mill, bound_to_another_employer"})
    void answer_whenBound_looksForTheOrganisation(String boundTo, String code) {
        assertThat(codes(RULE.answer(startingOn(TODAY), Permission.any().boundTo(boundTo).build(), TODAY)))
                .containsExactly(code);
    }

    @Test
    void answer_whenNoRightToWork_saysThatAlone() {
        var permission = Permission.any().mayNotWork().until("2020-01-01").hours(1).boundTo("Other Mill").build();

        assertThat(RULE.answer(startingOn(TODAY), permission, TODAY))
                .isEqualTo(new Answer.No(List.of(new Reason.NoRightToWork())));
    }

    @Test
    void answer_whenSeveralLimitsAreBroken_givesEveryReason() {
        var question = new JobQuestion("Baker", Optional.of(new OccupationCode("7512")),
                Optional.of(new SectorCode("C10.71")), 38, TODAY);
        var permission = Permission.any()
                .until("2026-11-21")
                .hours(20)
                .sectors("I")
                .occupations("5")
                .boundTo("Other Mill");

        assertThat(codes(RULE.answer(question, permission.build(), TODAY))).containsExactly("ended", "too_many_hours",
                "sector_not_allowed", "occupation_not_allowed", "bound_to_another_employer");
    }

    @Test
    void answer_whenSeveralLimitsHold_givesEveryConditionAndTheLastDay() {
        var question = new JobQuestion("Baker", Optional.of(new OccupationCode("7512")),
                Optional.of(new SectorCode("C10.71")), 20, TODAY);
        var permission = Permission.any()
                .until("2027-05-31")
                .hours(20)
                .sectors("C10")
                .boundTo("Harbour Bakery")
                .build();

        assertThat(RULE.answer(question, permission, TODAY)).isEqualTo(new Answer.WithConditions(
                List.of(new Condition.HoursLimit(20), new Condition.ThisKindOfJobOnly(),
                        new Condition.BoundToThisEmployer()),
                Optional.of(LocalDate.parse("2027-05-31"))));
    }

    static Stream<Arguments> everyAnswer() {
        var day = LocalDate.parse("2027-05-31");
        return Stream.of(new Answer.Yes(), new Answer.Until(day),
                new Answer.WithConditions(List.of(new Condition.HoursLimit(20), new Condition.BoundToThisEmployer(),
                        new Condition.ThisKindOfJobOnly(), new Condition.CertainSectorsOnly(),
                        new Condition.CertainOccupationsOnly(), new Condition.ExtendedUntilDecision(day)),
                        Optional.of(day)),
                new Answer.No(List.of(new Reason.NoRightToWork(), new Reason.NotYet(day), new Reason.Ended(day),
                        new Reason.TooManyHours(20, 38), new Reason.SectorNotAllowed(),
                        new Reason.OccupationNotAllowed(), new Reason.BoundToAnotherEmployer(),
                        new Reason.CredentialSuspended(), new Reason.CredentialRevoked(),
                        new Reason.NotTheSamePerson())))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("everyAnswer")
    void json_ofEveryAnswer_readsBackTheSame(Answer answer) {
        var text = StrictJson.write(AnswerJson.write(answer));

        assertThat(AnswerJson.read(StrictJson.parseObject(text, 4_096))).isEqualTo(answer);
    }

    private static JobQuestion startingOn(LocalDate start) {
        return new JobQuestion("Baker", Optional.empty(), Optional.empty(), 20, start);
    }

    private static String verdict(Answer answer) {
        return AnswerJson.write(answer).get("verdict").asString();
    }

    private static List<String> codes(Answer answer) {
        var json = AnswerJson.write(answer);
        return Stream.of("reasons", "conditions")
                .flatMap(list -> json.path(list).valueStream())
                .map(entry -> entry.get("code").asString())
                .toList();
    }
}
