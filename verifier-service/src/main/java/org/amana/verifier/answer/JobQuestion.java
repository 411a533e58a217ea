package org.amana.verifier.answer;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the employer asks: may this person do this job, these hours, from this day?
 *
 * <pre>
 * {"job":"Baker, night shift","occupation":"http://data.europa.eu/esco/isco/C7512",
 *  "sector":"C10.71","hours_per_week":20,"start_date":"2026-12-01"}
 * </pre>
 *
 * @param job the employer's own words, 1 to 120 characters on one line
 * @param occupation absent when the employer does not say
 * @param sector absent when the employer does not say
 * @param hoursPerWeek 1 to 80 hours
 * @param startDate the first day of work; a past day asks about work that goes on today
 */
public record JobQuestion(String job, Optional<OccupationCode> occupation, Optional<SectorCode> sector,
                          int hoursPerWeek, LocalDate startDate) {

    static final int MAX_JOB_CHARACTERS = 120;
    static final int MAX_HOURS = 80;

    public JobQuestion {
        job = job.strip();
        if (job.isEmpty() || job.length() > MAX_JOB_CHARACTERS || job.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the job is one line of 1 to " + MAX_JOB_CHARACTERS + " characters");
        }
        if (hoursPerWeek < 1 || hoursPerWeek > MAX_HOURS) {
            throw new IllegalArgumentException("hours per week are between 1 and " + MAX_HOURS);
        }
    }
}
