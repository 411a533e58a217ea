package org.amana.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CodeListTest {
    private static final String ISCO = "http://data.europa.eu/esco/isco/C";
    private static final String HEAD = "form\t([A-Z][0-9]*)\ncode\ten\tar\n";

    private static CodeList list(String name) {
        return Schemas.codeList(name).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"C10.71, Bakery, C10.71", "C10, Food production, C10", "C, Manufacturing, C",
            "C10.72, Bakery and pasta products, C10.72", "C10.5, Food production, C10.5", "C11, Manufacturing, C11",
            "O81, 'Cleaning, building and garden services', O81"})
    void sector_isNamed_orItsNearestGroupIs(String code, String words, String notation) {
        assertThat(list("nace-2.1").name(code, "en")).contains(new CodeName(words, notation));
    }

    @ParameterizedTest
    @CsvSource({"7512, Baker or pastry cook", "7511, Craft and trade workers", "75, Craft and trade workers",
            "9, Basic work that is learned on the job", "0110, Armed forces"})
    void occupation_isNamedByItsUri_orItsNearestGroupIs(String digits, String words) {
        assertThat(list("isco-08").name(ISCO + digits, "en")).contains(new CodeName(words, digits));
    }

    @ParameterizedTest
    @CsvSource({"10.71, Bakery, C10.71", "10, Food production, C10", "33, Manufacturing, C33",
            "01, Farming, A01", "04, Mining and quarrying, B04", "99, International organisations and embassies, V99"})
    void sector_withoutItsLetter_isNamedWithIt(String code, String words, String notation) {
        assertThat(list("nace-2.1").name(code, "en")).contains(new CodeName(words, notation));
    }

    @Test
    void occupation_byItsBareCode_isNamed() {
        assertThat(list("isco-08").name("7512", "en")).contains(new CodeName("Baker or pastry cook", "7512"));
    }

    @ParameterizedTest
    @CsvSource({"0913, Nursing and midwifery", "091, Health and welfare", "09, Health and welfare",
            "0999, Health and welfare", "1013, 'Hotels, restaurants and catering'"})
    void field_isNamed_orItsNearestGroupIs(String code, String words) {
        assertThat(list("isced-f-2013").name(code, "en")).contains(new CodeName(words, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "99", "1199", "09131", "F09"})
    void field_thatIsNone_hasNoName(String code) {
        assertThat(list("isced-f-2013").name(code, "en")).isEmpty();
    }

    @Test
    void decision_isWordsAlone() {
        assertThat(list("recognition-decision").name("partially_recognised", "en"))
                .contains(new CodeName("Recognised in part", ""));
        assertThat(list("recognition-decision").name("recognised", "ar")).contains(new CodeName("معترف به", ""));
        assertThat(list("recognition-decision").name("Recognised", "en")).isEmpty();
        assertThat(list("recognition-decision").name("recognised_abroad", "en")).isEmpty();
    }

    @Test
    void language_isTheReaders_orEnglish() {
        assertThat(list("nace-2.1").name("C10", "ar")).contains(new CodeName("صناعة الأغذية", "C10"));
        assertThat(list("nace-2.1").name("C10", "fr")).contains(new CodeName("Food production", "C10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "W10", "c10", "C1", "1", "100", "10.", "C10.", "C10.711", " C10", "7512", "00.x",
            ISCO + "7512"})
    void sector_thatIsNone_hasNoName(String code) {
        assertThat(list("nace-2.1").name(code, "en")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "75123", "C7512", ISCO, ISCO + "75123", ISCO + "7512/",
            "http://data.europa.eu/esco/isco/7512",
            "http://data.europa.eu.example/esco/isco/C7512", "http://data.europa.eu/esco/skill/C7512"})
    void occupation_thatIsNone_hasNoName(String code) {
        assertThat(list("isco-08").name(code, "en")).isEmpty();
    }

    @Test
    void everyTopGroup_isKnown() {
        for (char section = 'A'; section <= 'V'; section++)
            assertThat(list("nace-2.1").name(Character.toString(section), "en")).isPresent();
        for (int field = 0; field <= 10; field++)
            assertThat(list("isced-f-2013").name("%02d".formatted(field), "en")).isPresent();
        for (int group = 0; group <= 9; group++)
            assertThat(list("isco-08").name(ISCO + group, "en")).isPresent();
    }

    @Test
    void schemas_nameListsThatExist() {
        List<String> named = Schemas.types()
                .stream()
                .map(type -> JsonMapper.shared().readTree(type.claimsSchema()))
                .flatMap(CodeListTest::listsBelow)
                .distinct()
                .toList();
        assertThat(named).containsExactlyInAnyOrder("nace-2.1", "isco-08", "iso-3166-1", "isced-f-2013",
                "recognition-decision", "guardian-scope", "age-assessment-method");
        assertThat(Schemas.codeList("isced-f-2013")).isPresent();
        assertThat(Schemas.codeList("recognition-decision")).isPresent();
        assertThat(Schemas.codeList("nace-2.1")).isPresent();
        assertThat(Schemas.codeList("isco-08")).isPresent();
        assertThat(Schemas.codeList("legal-basis")).isPresent();
        assertThat(Schemas.codeList("guardian-scope")).isPresent();
        assertThat(Schemas.codeList("age-assessment-method")).isPresent();
        assertThat(Schemas.codeList("../index")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "code\ten\tar\n", "form\t([A-Z])\nA\ta\tb\n", HEAD + "A\tone\n", HEAD + "A\ta\tb\tc\n",
            HEAD + "A\ta\tb\nA\ta\tb\n", "form\t([A-Z])\nletters\tA3\ncode\ten\tar\nA\ta\tb\n"})
    void parse_whenItIsNoList_isRefused(String text) {
        assertThatThrownBy(() -> CodeList.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parse_whenNoGroupHoldsTheCode_hasNoName() {
        assertThat(CodeList.parse(HEAD + "A\ta\tb\n").name("B1", "en")).isEmpty();
        assertThat(CodeList.parse(HEAD + "A\ta\tb\n").name("A1", "ar")).contains(new CodeName("b", "A1"));
    }

    private static Stream<String> listsBelow(JsonNode node) {
        Stream<String> here = Stream.ofNullable(node.get("codeList")).map(JsonNode::asString);
        return Stream.concat(here, node.valueStream().map(Objects::requireNonNull).flatMap(CodeListTest::listsBelow));
    }
}
