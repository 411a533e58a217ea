package org.amana.issuer.source;

import java.util.Map;
import java.util.TreeMap;

/**
 * A person's row as the office's register has it now, checked like a row of an import.
 *
 * @param columns those that the authority's types need, without empty ones
 */
public record FetchedRow(Map<String, String> columns) {
    public FetchedRow {
        columns = java.util.Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    /** Never the person: it would end in logs. */
    @Override
    public String toString() {
        return "FetchedRow";
    }
}
