package org.amana.issuer.catalogue;

/**
 * A register column that fills a claim.
 *
 * @param column header of the register, such as {@code work_from}
 * @param isRequired a person whom the type applies to must have it
 */
public record ColumnRule(String column, ValueForm form, boolean isRequired) {
    public ColumnRule {
        if (!column.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("a register column is lower-case words joined by '_', not " + column);
        }
    }
}
