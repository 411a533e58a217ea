package org.amana.verifier.answer;

import java.time.LocalDate;

/** Why the answer is no. None of them names the person, another employer, or the kind of status. */
public sealed interface Reason {

    record NoRightToWork() implements Reason {}

    /** The job begins before the right does. */
    record NotYet(LocalDate firstDay) implements Reason {}

    /** The right ends, or ended, before the job begins. */
    record Ended(LocalDate lastDay) implements Reason {}

    record TooManyHours(int maxHoursPerWeek, int hoursAsked) implements Reason {}

    record SectorNotAllowed() implements Reason {}

    record OccupationNotAllowed() implements Reason {}

    /** The other employer is not named: whom a person may work for is no business of this one. */
    record BoundToAnotherEmployer() implements Reason {}

    /** The authority has put the credential on hold. */
    record CredentialSuspended() implements Reason {}

    /** The authority has taken the credential back. */
    record CredentialRevoked() implements Reason {}

    /** The person in front of the desk is not the one the credential speaks of. */
    record NotTheSamePerson() implements Reason {}
}
