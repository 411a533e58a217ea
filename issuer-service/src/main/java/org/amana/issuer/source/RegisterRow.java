package org.amana.issuer.source;

import java.util.Map;
import java.util.TreeMap;

/**
 * One row of the file, unchecked.
 *
 * @param number as a spreadsheet counts: the header is 1
 * @param cells by header, stripped, without empty ones
 */
record RegisterRow(int number, Map<String, String> cells) {
    RegisterRow {
        cells = java.util.Collections.unmodifiableMap(new TreeMap<>(cells));
    }

    String cell(String header) {
        return cells.getOrDefault(header, "");
    }

    /** Never the person: it would end in logs. */
    @Override
    public String toString() {
        return "RegisterRow[" + number + "]";
    }
}
