package org.amana.ledger.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long a recipient still has to erase what a withdrawn consent had given it: a month from the withdrawal (GDPR
 * Art. 12(3)), whether it has heard of it or not. The month ends with the day of the same number, or with the last day
 * of a month that has none (Regulation 1182/71 Art. 3).
 *
 * @param told how the recipient learned of it
 * @param lastDay on which the erasure is in time
 * @param daysLeft from today to that day; negative when it is over
 */
record ErasureClock(String record, String controller, String purpose, Instant withdrawnAt, Told told,
                    Optional<Instant> toldAt, Optional<Instant> erasedAt, LocalDate lastDay, long daysLeft) {
    /** How far the notice of the withdrawal got. */
    enum Told {
        YES, NOT_YET, NO_ADDRESS
    }

    /** How the clock stands; the page has a sentence for each. */
    enum State {
        RUNNING, OVERDUE, ERASED, ERASED_LATE
    }

    static ErasureClock of(String record, String controller, String purpose, Instant withdrawnAt, Told told,
                           Optional<Instant> toldAt, Optional<Instant> erasedAt, LocalDate today) {
        LocalDate lastDay = day(withdrawnAt).plusMonths(1);
        return new ErasureClock(record, controller, purpose, withdrawnAt, told, toldAt, erasedAt, lastDay,
                ChronoUnit.DAYS.between(today, lastDay));
    }

    public State state() {
        if (erasedAt.isPresent()) {
            return day(erasedAt.get()).isAfter(lastDay) ? State.ERASED_LATE : State.ERASED;
        }
        return daysLeft < 0 ? State.OVERDUE : State.RUNNING;
    }

    /** Days since the last day. */
    public long daysOver() {
        return -daysLeft;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
