package org.amana.verifier.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.answer.QuestionProblem.InvalidField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JsonFormsTest {

    @Test
    void question_whenComplete_readsBackTheSame() {
        var question = QuestionJson.parse(question());

        assertThat(QuestionJson.parse(QuestionJson.write(question))).isEqualTo(question);
        assertThat(question.sector()).contains(new SectorCode("C10.71"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(quoteCharacter = '\'', value = {"job, ' '", "job, 7", "job, 'a\\nb'", "occupation, 'baker'",
            "occupation, 'http://data.europa.eu/esco/isco/C75123'", "sector, 'bakery'", "sector, 'Z10'",
            "hours_per_week, 0", "hours_per_week, 81", "hours_per_week, 7.5", "hours_per_week, 'twenty'",
            "start_date, '2026-02-30'", "start_date, 'tomorrow'"})
    void question_whenOneFieldIsWrong_isRefused(String field, String value) {
        String json = value.matches("[0-9.]+") ? value : "\"" + value + "\"";
        ObjectNode wrong = question();
        wrong.set(field, StrictJson.parseObject("{\"v\":" + json + "}", 1_000).get("v"));

        assertThatThrownBy(() -> QuestionJson.parse(wrong)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isInstanceOf(InvalidField.class));
    }

    @Test
    void permission_asInItsSchema_isRead() {
        var group = StrictJson.parseObject("""
                {"may_work":true,"from":"2026-12-01","until":"2027-05-31","extended_until_decision":false,
                 "sectors":["C10.7"],"occupations":["http://data.europa.eu/esco/isco/C7512"],
                 "max_hours_per_week":20,"bound_to_employer":"Harbour Bakery"}""", 1_000);

        assertThat(WorkPermissionJson.read(group)).hasValueSatisfying(permission -> {
            assertThat(permission.maxHoursPerWeek()).contains(20);
            assertThat(permission.sectors()).containsExactly(new SectorCode("C10.7"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"may_work\":\"yes\"}", "{\"may_work\":true,\"until\":\"31.5.2027\"}",
            "{\"may_work\":true,\"until\":20270531}", "{\"may_work\":true,\"sectors\":[]}",
            "{\"may_work\":true,\"sectors\":\"C\"}", "{\"may_work\":true,\"occupations\":[7512]}",
            "{\"may_work\":true,\"max_hours_per_week\":\"20\"}", "{\"may_work\":true,\"max_hours_per_week\":-1}",
            "{\"may_work\":true,\"extended_until_decision\":\"false\"}", "{\"may_work\":true,\"until\":null}"})
    void permission_whenOneMemberIsWrong_isNotGuessed(String json) {
        assertThat(WorkPermissionJson.read(StrictJson.parseObject(json, 1_000))).isEmpty();
    }

    private static ObjectNode question() {
        return StrictJson.parseObject("""
                {"job":"Baker, night shift","occupation":"http://data.europa.eu/esco/isco/C7512","sector":"10.71",
                 "hours_per_week":20,"start_date":"2026-12-01"}""", 1_000);
    }
}
