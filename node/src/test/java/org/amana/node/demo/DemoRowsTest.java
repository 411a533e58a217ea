package org.amana.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.time.LocalDate;
import java.time.Period;
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
    void wards_fitTheRegisters_andOneIsSeventeenWithAGuardian() {
        var wards = new DemoWards(TODAY);
        List<String> known = RegisterColumn.all().stream().map(RegisterColumn::header).toList();
        for (String csv : List.of(wards.asylumAuthority(), wards.juvenileCourt()))
            assertThat(known).containsAll(Arrays.asList(csv.lines().findFirst().orElseThrow().split(",")));
        String[] child = wards.asylumAuthority().lines().skip(1).findFirst().orElseThrow().split(",", -1);
        assertThat(Period.between(LocalDate.parse(child[3]), TODAY).getYears()).isEqualTo(17);
        assertThat(LocalDate.parse(child[3]).plusYears(18)).isEqualTo(TODAY.plusDays(100));
        assertThat(wards.juvenileCourt().lines().skip(1).findFirst().orElseThrow().split(",", -1)).contains(child[4]);
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
