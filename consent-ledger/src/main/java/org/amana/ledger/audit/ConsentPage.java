package org.amana.ledger.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Records, newest first.
 *
 * @param olderFrom the next page begins before this entry
 */
record ConsentPage(List<ConsentRow> rows, OptionalLong olderFrom) {
    /** Most records of one page. */
    static final int LENGTH = 50;

    /** @param found up to one more than a page holds */
    static ConsentPage of(List<ConsentRow> found) {
        if (found.size() <= LENGTH) {
            return new ConsentPage(found, OptionalLong.empty());
        }
        var rows = new ArrayList<>(found.subList(0, LENGTH));
        return new ConsentPage(rows, OptionalLong.of(rows.getLast().index()));
    }

    /** Where the next page begins, -1 after the last. */
    public long older() {
        return olderFrom.orElse(-1);
    }
}
