package org.amana.ledger.audit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of a file for a spreadsheet (RFC 4180): every cell in quotes. A cell that a spreadsheet would take for a formula
 * begins with an apostrophe: register texts come from outside, and {@code =HYPERLINK(…)} in one of them must not run on
 * the officer's desk.
 */
final class Csv {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF0B\uFF0D\uFF1D\uFF20";
    /** Without it some spreadsheets do not read UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private final StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);

    Csv(String... heading) {
        line(List.of(heading));
    }

    Csv line(List<String> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(","))).append("\r\n");
        return this;
    }

    String text() {
        return text.toString();
    }

    private static String cell(String value) {
        String plain = value.replace("\u0000", "");
        String apostrophe = looksLikeFormula(plain) ? "'" : "";
        return '"' + apostrophe + plain.replace("\"", "\"\"") + '"';
    }

    /** Spaces before it are skipped, as some spreadsheets do. */
    private static boolean looksLikeFormula(String text) {
        return text.chars()
                .filter(character -> FORMULA_STARTS.indexOf(character) >= 0 || !isSpace(character))
                .limit(1)
                .anyMatch(character -> FORMULA_STARTS.indexOf(character) >= 0);
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
