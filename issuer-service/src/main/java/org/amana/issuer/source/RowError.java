package org.amana.issuer.source;

/**
 * What a clerk has to mend.
 *
 * @param row as a spreadsheet counts: the header is 1
 * @param column header, or empty when the row as a whole is wrong
 * @param message a sentence that says what is wrong and what to write
 */
public record RowError(int row, String column, String message) {}
