package org.amana.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.issuer.source.RegisterColumn;
import org.junit.jupiter.api.Test;

class DemoRowsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private final List<String> rows = new DemoRows(TODAY).labourOffice().lines().toList();

    @Test
    void rows_areTheSameEachTime() {
        assertThat(new DemoRows(TODAY).labourOffice().lines()).containsExactlyElementsOf(rows);
        assertThat(rows).hasSize(DemoRows.PEOPLE + 1);
    }

    @Test
    void columns_areTheRegistersOwn() {
        List<String> known = RegisterColumn.all().stream().map(RegisterColumn::header).toList();
        assertThat(known).containsAll(Arrays.asList(rows.getFirst().split(",")));
        assertThat(known).containsAll(
                Arrays.asList(new DemoRows(TODAY).recognitionOffice().lines().findFirst().orElseThrow().split(",")));
    }

    @Test
    void names_comeInFiveScripts() {
        Set<UnicodeScript> scripts = rows.stream()
                .skip(1)
                .map(row -> UnicodeScript.of(row.split(",", -1)[1].codePointAt(0)))
                .collect(Collectors.toSet());
        assertThat(scripts).containsExactlyInAnyOrder(UnicodeScript.LATIN, UnicodeScript.ARABIC,
                UnicodeScript.ETHIOPIC, UnicodeScript.CYRILLIC, UnicodeScript.BENGALI);
    }

    @Test
    void portraits_areSmallerThanTheSchemaAllows() {
        assertThat(rows.stream().skip(1).map(String::length)).allMatch(length -> length < 8_000);
    }
}
