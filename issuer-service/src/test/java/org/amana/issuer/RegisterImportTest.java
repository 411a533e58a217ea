package org.amana.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** The register import as a clerk meets it. */
@IssuerTest
class RegisterImportTest {
    private static final String HEADER = "register_number,given_name,family_name,birth_date,may_work,work_from,work_until,extended_until_decision,sectors,max_hours_per_week\n";
    private final Desk desk;

    RegisterImportTest(@Autowired Offices offices) {
        this.desk = offices.shop();
    }

    @Test
    void importFile_whenDryRun_thenCountedAndNothingWritten() {
        JsonNode run = imported("D-1,Ada,Lind,1990,yes,2026-01-01,,no,,\n", true);

        assertThat(run.get("state").stringValue()).isEqualTo("DONE");
        assertThat(run.get("accepted").intValue()).isEqualTo(1);
        assertThat(desk.get("people?q=D-1").json().get("people")).isEmpty();
    }

    @Test
    void importFile_whenImportedAgain_thenUnchangedAndSamePerson() {
        assertThat(imported("I-1,Ada,Lind,1990,yes,2026-01-01,,no,,\n", false).get("accepted").intValue()).isEqualTo(1);
        String person = desk.person("I-1");

        JsonNode again = imported("I-1,Ada,Lind,1990,yes,2026-01-01,,no,,\n", false);
        JsonNode changed = imported("I-1,Ada,Lindqvist,1990,yes,2026-01-01,,no,,\n", false);

        assertThat(again.get("unchanged").intValue()).isEqualTo(1);
        assertThat(again.get("accepted").intValue()).isZero();
        assertThat(changed.get("accepted").intValue()).isEqualTo(1);
        assertThat(desk.person("I-1")).isEqualTo(person);
        assertThat(desk.get("people?q=lindqvist").json().get("people")).hasSize(1);
    }

    @Test
    void importFile_whenRowsAreBroken_thenEachIsNamedInPlainWordsAndTheOthersAreImported() {
        JsonNode run = imported("""
                E-1,Ada,Lind,31.02.1990,yes,2026-01-01,,no,,
                E-2,,,1990,yes,2026-01-01,,no,,
                E-3,Bo,Lind,1990,perhaps,2026-01-01,,no,,
                E-4,Cy,Lind,1990,yes,,,no,,
                E-5,Di,Lind,1990,yes,2026-01-01,,no,Z99,99
                E-5,Ed,Lind,1990,yes,2026-01-01,,no,,
                E-6,Fe,Lind,1990,yes,2026-01-01,,no,G47|I56,20
                """, false);

        assertThat(run.get("rows").intValue()).isEqualTo(7);
        assertThat(run.get("accepted").intValue()).isEqualTo(1);
        assertThat(run.get("refused").intValue()).isEqualTo(6);
        assertThat(run.get("errors"))
                .extracting(error -> error.get("row").intValue() + " " + error.get("column").stringValue()
                        + ": " + error.get("message").stringValue())
                .containsExactly("2 birth_date: '31.02.1990' is not a date; write 1991, 1991-04 or 1991-04-23.",
                        "3 family_name: A given name or a family name is needed.",
                        "4 may_work: 'perhaps' cannot be read; write yes or no.",
                        "5 work_from: A value is missing; write a date like 2027-05-20.",
                        "6 sectors: 'Z99' has 'Z99', which does not have the expected form.",
                        "6 max_hours_per_week: '99' is not from 1 to 80.",
                        "7 register_number: This register number stands in an earlier row of the same file.");
    }

    @Test
    void importFile_whenFileIsUnreadable_thenOneSentence() {
        assertThat(failure("register_number,given_nme\nX-1,Ada\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("The first row names columns that this register does not have: given_nme.");
        assertThat(failure("given_name\nAda\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("The first row must name the column register_number.");
        assertThat(failure(new byte[]{'a', (byte) 0xe9, '\n'})).contains("not UTF-8");
        assertThat(failure(new byte[0])).isEqualTo("The file is empty.");
        assertThat(failure("register_number,given_name\n\"X-1,Ada\n".getBytes(StandardCharsets.UTF_8)))
                .contains("quotation mark");
    }

    @Test
    void importFile_whenSavedByASpreadsheet_thenSemicolonsAndByteOrderMarkAreRead() {
        String csv = "\uFEFF" + HEADER.replace(',', ';') + "S-1;Ada;Lind;1990;yes;2026-01-01;;no;;\r\n";

        assertThat(desk.importCsv(csv.getBytes(StandardCharsets.UTF_8), false).get("accepted").intValue()).isEqualTo(1);
    }

    @Test
    void importFile_whenLarge_thenProgressReachesTheEnd() {
        var csv = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            csv.append("B-").append(i).append(",Given").append(i).append(",Family,1990,yes,2026-01-01,,no,,\n");
        }

        JsonNode run = imported(csv.toString(), false);

        assertThat(run.get("rows").intValue()).isEqualTo(500);
        assertThat(run.get("accepted").intValue()).isEqualTo(500);
        assertThat(desk.get("people?q=Given&page=1").json().get("has_more").booleanValue()).isTrue();
    }

    @Test
    void people_whenQueryHasWildcards_thenTheyAreLetters() {
        assertThat(desk.get("people?q=%25").json().get("people")).isEmpty();
        assertThat(desk.get("people?q=_-000").json().get("people")).isEmpty();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void people_whenQueryHasNoText_thenRefusedBeforeTheDatabase(CapturedOutput log) {
        assertThat(desk.get("people?q=a%00").status()).isEqualTo(400);
        assertThat(log).doesNotContain("0x00");
    }

    private JsonNode imported(String rows, boolean dryRun) {
        return desk.importCsv((HEADER + rows).getBytes(StandardCharsets.UTF_8), dryRun);
    }

    private String failure(byte[] file) {
        JsonNode run = desk.importCsv(file, false);
        assertThat(run.get("state").stringValue()).isEqualTo("FAILED");
        return run.get("failure").stringValue();
    }
}
