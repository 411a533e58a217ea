package org.amana.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.amana.ledger.audit.ErasureClock.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErasureClockTest {
    @ParameterizedTest
    @CsvSource({"2026-03-10T00:00:00Z, 2026-04-10, RUNNING, 0", "2026-03-10T23:59:59Z, 2026-04-11, OVERDUE, -1",
            "2026-03-10T23:59:59Z, 2026-03-10, RUNNING, 31", "2026-01-31T12:00:00Z, 2026-02-28, RUNNING, 0",
            "2026-01-31T12:00:00Z, 2026-03-01, OVERDUE, -1", "2028-01-31T12:00:00Z, 2028-02-29, RUNNING, 0"})
    void clock_whileNotConfirmed_runsForAMonthToTheDay(Instant withdrawn, LocalDate today, State state, long left) {
        ErasureClock clock = clock(withdrawn, Optional.empty(), today);
        assertThat(clock.state()).isEqualTo(state);
        assertThat(clock.daysLeft()).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"2026-04-10T23:59:59Z, ERASED", "2026-04-11T00:00:00Z, ERASED_LATE"})
    void clock_whenConfirmed_saysWhetherInTime(Instant erased, State state) {
        assertThat(clock(Instant.parse("2026-03-10T08:00:00Z"), Optional.of(erased), LocalDate.parse("2027-01-01"))
                .state()).isEqualTo(state);
    }

    private static ErasureClock clock(Instant withdrawn, Optional<Instant> erased, LocalDate today) {
        return ErasureClock.of("r", "c", "p", withdrawn, ErasureClock.Told.NOT_YET, Optional.empty(), erased, today);
    }
}
