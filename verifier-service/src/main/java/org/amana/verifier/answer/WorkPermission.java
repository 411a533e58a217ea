package org.amana.verifier.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The {@code work_permission} group of a right-to-work credential, all of it: its children never
 * travel apart, so that nobody can leave a limit out (RFC 9901 section 9.7).
 *
 * <pre>
 * {"may_work":true,"from":"2026-06-01","until":"2027-05-31","extended_until_decision":false,
 *  "sectors":["C10"],"occupations":["http://data.europa.eu/esco/isco/C7512"],"max_hours_per_week":20}
 * </pre>
 *
 * @param from first day, inclusive; absent when the right holds already
 * @param until last day, inclusive; absent when the right has no end
 * @param extendedUntilDecision a renewal was lodged in time, so the right goes on past {@code until}
 * @param sectors the only sectors allowed; empty when all are
 * @param occupations the only occupations allowed; empty when all are
 * @param maxHoursPerWeek absent when there is no limit
 * @param boundToEmployer name or identifier of the only employer allowed; absent when any is
 */
public record WorkPermission(boolean mayWork, Optional<LocalDate> from, Optional<LocalDate> until,
                             boolean extendedUntilDecision, List<SectorCode> sectors, List<OccupationCode> occupations,
                             Optional<Integer> maxHoursPerWeek, Optional<String> boundToEmployer) {

    public WorkPermission {
        sectors = List.copyOf(sectors);
        occupations = List.copyOf(occupations);
        if (maxHoursPerWeek.filter(hours -> hours < 0).isPresent()) {
            throw new IllegalArgumentException("max_hours_per_week is not negative");
        }
    }
}
