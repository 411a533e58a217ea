package org.amana.core.rights;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long a party still has to answer: a month from the entry of the request (GDPR Art. 12(3)). The month ends with the
 * day of the same number, or with the last day of a month that has none (Regulation 1182/71 Art. 3).
 *
 * @param lastDay on which an answer is in time
 */
public record RightsClock(LocalDate lastDay, Optional<LocalDate> answered) {
    /** So many days before the last one the pages remind. */
    private static final int REMINDED_DAYS = 7;

    /** How it stands; pages have a sentence for each. */
    public enum State {
        RUNNING, SOON, OVERDUE, ANSWERED, ANSWERED_LATE
    }

    public static RightsClock of(Instant asked, Optional<Instant> answered) {
        return new RightsClock(day(asked).plusMonths(1), answered.map(RightsClock::day));
    }

    public State stateAt(Instant now) {
        if (answered.isPresent()) {
            return answered.get().isAfter(lastDay) ? State.ANSWERED_LATE : State.ANSWERED;
        }
        long left = daysLeft(now);
        if (left < 0) {
            return State.OVERDUE;
        }
        return left <= REMINDED_DAYS ? State.SOON : State.RUNNING;
    }

    /** From today to the last day; negative when it is over. */
    public long daysLeft(Instant now) {
        return ChronoUnit.DAYS.between(day(now), lastDay);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
