package org.amana.core.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.rights.RightsClock.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsClockTest {

    @ParameterizedTest
    @CsvSource({"2026-03-10T00:00:00Z, 2026-04-02T23:59:59Z, RUNNING, 8",
            "2026-03-10T00:00:00Z, 2026-04-03T00:00:00Z, SOON, 7",
            "2026-03-10T23:59:59Z, 2026-04-10T23:59:59Z, SOON, 0",
            "2026-03-10T23:59:59Z, 2026-04-11T00:00:00Z, OVERDUE, -1",
            "2026-01-31T12:00:00Z, 2026-02-28T12:00:00Z, SOON, 0",
            "2026-01-31T12:00:00Z, 2026-03-01T00:00:00Z, OVERDUE, -1"})
    void state_whileNotAnswered_isOfTheDay(Instant asked, Instant now, State state, long left) {
        RightsClock clock = RightsClock.of(asked, Optional.empty());
        assertThat(clock.stateAt(now)).isEqualTo(state);
        assertThat(clock.daysLeft(now)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"2026-04-10T23:59:59Z, ANSWERED", "2026-04-11T00:00:00Z, ANSWERED_LATE"})
    void state_whenAnswered_saysWhetherInTime(Instant answered, State state) {
        assertThat(RightsClock.of(Instant.parse("2026-03-10T08:00:00Z"), Optional.of(answered))
                .stateAt(Instant.parse("2027-01-01T00:00:00Z"))).isEqualTo(state);
    }
}
