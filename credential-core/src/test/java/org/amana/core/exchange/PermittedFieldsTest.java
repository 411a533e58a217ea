package org.amana.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.amana.core.json.StrictJson;
import org.amana.core.register.CredentialCategory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PermittedFieldsTest {
    private static final String VCT = "https://amana.example/vct/qualification";
    private static final ObjectNode CLAIMS = StrictJson.parseObject("""
            {"given_name":"Selam","birth_date":"1990-01-01",
             "qualification":{"title":"Baker","grade":"1.3","by":{"name":"School","country":"ET"}},
             "grades":[{"subject":"bread","mark":1}]}""", 10_000);

    @Test
    void of_keepsWhatIsNamedAndWhatLiesBelowIt() {
        assertThat(of("[[\"given_name\"]]")).isEqualTo("{\"given_name\":\"Selam\"}");
        assertThat(of("[[\"qualification\",\"title\"],[\"qualification\",\"by\",\"country\"]]"))
                .isEqualTo("{\"qualification\":{\"by\":{\"country\":\"ET\"},\"title\":\"Baker\"}}");
        assertThat(of("[[\"qualification\",\"by\"]]"))
                .isEqualTo("{\"qualification\":{\"by\":{\"country\":\"ET\",\"name\":\"School\"}}}");
        assertThat(of("[[\"grades\"]]")).isEqualTo("{\"grades\":[{\"mark\":1,\"subject\":\"bread\"}]}");
    }

    @Test
    void of_whenNothingIsNamed_isNothing() {
        assertThat(of("[[\"nationality\"]]")).isEqualTo("{}");
        assertThat(of("[[\"qualification\",\"nothing\"]]")).isEqualTo("{}");
        assertThat(of("[[\"grades\",\"mark\"]]")).as("an array is kept whole or not at all").isEqualTo("{}");
        assertThat(new PermittedFields("https://amana.example/vct/other", category("[[\"given_name\"]]")).of(CLAIMS)
                .isEmpty()).as("another type's").isTrue();
        assertThat(new PermittedFields(VCT, List.of()).of(CLAIMS).isEmpty()).isTrue();
    }

    @Test
    void cover_onlyWhenNothingMoreIsThere() {
        var names = new PermittedFields(VCT, category("[[\"given_name\"],[\"qualification\",\"title\"]]"));
        assertThat(names.cover(names.of(CLAIMS))).isTrue();
        assertThat(names.cover(StrictJson.object())).isTrue();
        assertThat(names.cover(CLAIMS)).isFalse();
        assertThat(names.cover(StrictJson.parseObject("{\"qualification\":{\"title\":\"Baker\",\"x\":null}}", 99)))
                .isFalse();
        assertThat(names.cover(StrictJson.parseObject("{\"Given_name\":\"Selam\"}", 99))).isFalse();
        assertThat(names.cover(StrictJson.parseObject("{\"qualification\":{}}", 99)))
                .as("an empty shell says something")
                .isFalse();
    }

    /** Whatever is permitted, what remains is a part of what was there, and all of it is permitted. */
    @Property(tries = 300)
    void of_whateverIsPermitted_leavesNothingElse(@ForAll @IntRange(min = 1, max = 255) int chosen) {
        List<List<String>> all = List.of(List.of("given_name"), List.of("birth_date"), List.of("qualification"),
                List.of("qualification", "title"), List.of("qualification", "by"),
                List.of("qualification", "by", "name"),
                List.of("grades"), List.of("nothing"));
        List<List<String>> paths = Stream.iterate(0, i -> i < 8, i -> i + 1)
                .filter(i -> (chosen >> i & 1) == 1)
                .map(all::get)
                .toList();
        var permitted = new PermittedFields(VCT, List.of(new CredentialCategory(VCT, paths)));
        ObjectNode kept = permitted.of(CLAIMS);
        assertThat(permitted.cover(kept)).isTrue();
        for (String name : List.of("given_name", "birth_date", "grades")) {
            assertThat(kept.has(name)).isEqualTo(paths.contains(List.of(name)));
        }
        boolean grade = paths.contains(List.of("qualification"));
        assertThat(kept.path("qualification").has("grade")).isEqualTo(grade);
        assertThat(kept.path("qualification").has("title"))
                .isEqualTo(grade || paths.contains(List.of("qualification", "title")));
    }

    private static String of(String paths) {
        return new String(StrictJson.canonical(new PermittedFields(VCT, category(paths)).of(CLAIMS)),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    private static List<CredentialCategory> category(String paths) {
        return List.of(CredentialCategory.parse(
                StrictJson.parseObject("{\"vct\":\"" + VCT + "\",\"claims\":" + paths + "}", 1_000)));
    }
}
