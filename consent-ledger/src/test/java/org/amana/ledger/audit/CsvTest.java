package org.amana.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00A0=1", "\u2003@x",
            "\uFF1D1", "\u0000=1", "=HYPERLINK(\"http://evil.example\",\"x\")"})
    void cell_thatASpreadsheetWouldRun_beginsWithAnApostrophe(String formula) {
        assertThat(line(formula)).startsWith("\"'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Harbour Bakery", "1=1", "a@b.example", "مخبز الميناء"})
    void cell_thatIsPlain_staysAsItIs(String text) {
        assertThat(line(text)).isEqualTo('"' + text + "\"");
    }

    @Test
    void cell_withQuotesCommasAndLines_staysOneCell() {
        assertThat(line("a \"b\", c\r\nd")).isEqualTo("\"a \"\"b\"\", c\r\nd\"");
        assertThat(line("\",=1")).isEqualTo("\"\"\",=1\"");
    }

    private static String line(String cell) {
        String text = new Csv("h").line(List.of(cell)).text();
        return text.substring("\uFEFF\"h\"\r\n".length(), text.length() - "\r\n".length());
    }
}
