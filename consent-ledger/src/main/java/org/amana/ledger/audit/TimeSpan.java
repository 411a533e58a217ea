package org.amana.ledger.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.amana.core.problem.ProblemException;

/**
 * The time that a question is about, in UTC; at most ten years.
 *
 * @param from first moment in it
 * @param until first moment after it
 */
record TimeSpan(OffsetDateTime from, OffsetDateTime until) {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;
    private static final int MOST_YEARS = 10;

    /** @throws ProblemException {@link AuditProblem.BadTime} */
    TimeSpan {
        if (!from.isBefore(until)) {
            throw refused("The time ends before it begins: choose an end after the beginning.");
        }
        if (until.isAfter(from.plusYears(MOST_YEARS))) {
            throw refused("The time is longer than " + MOST_YEARS + " years: ask for a shorter one.");
        }
    }

    /** From the first day to the last, both included. */
    static TimeSpan ofDays(LocalDate first, LocalDate last) {
        requireYear(first.getYear());
        requireYear(last.getYear());
        return new TimeSpan(first.atStartOfDay().atOffset(ZoneOffset.UTC),
                last.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
    }

    /** From the beginning of one minute to the beginning of another. */
    static TimeSpan between(LocalDateTime from, LocalDateTime until) {
        requireYear(from.getYear());
        requireYear(until.getYear());
        return new TimeSpan(from.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC));
    }

    Instant begin() {
        return from.toInstant();
    }

    Instant end() {
        return until.toInstant();
    }

    private static void requireYear(int year) {
        if (year < FIRST_YEAR || year >= LAST_YEAR) {
            throw refused("The time lies outside the years " + FIRST_YEAR + " to " + (LAST_YEAR - 1) + ".");
        }
    }

    private static ProblemException refused(String sentence) {
        return new ProblemException(new AuditProblem.BadTime(sentence));
    }
}
