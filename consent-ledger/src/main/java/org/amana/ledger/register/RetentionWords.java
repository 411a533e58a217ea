package org.amana.ledger.register;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/** A time of keeping in English. */
final class RetentionWords {
    private RetentionWords() {}

    /** Such as {@code 1 year 6 months}. */
    static String of(Period retention) {
        var parts = new ArrayList<String>();
        add(parts, retention.getYears(), "year");
        add(parts, retention.getMonths(), "month");
        add(parts, retention.getDays(), "day");
        return parts.isEmpty() ? "shown, not kept" : String.join(" ", parts);
    }

    private static void add(List<String> parts, int count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
