package org.amana.verifier.answer;

import java.time.LocalDate;

/** A limit the employer has to keep to for the answer to stay true. */
public sealed interface Condition {

    /** At most so many hours a week. */
    record HoursLimit(int maxHoursPerWeek) implements Condition {}

    /** Only for the organisation that asked. */
    record BoundToThisEmployer() implements Condition {}

    /** Only certain kinds of job are allowed, and this one is among them: another job needs another check. */
    record ThisKindOfJobOnly() implements Condition {}

    /** Only certain sectors are allowed, and the question named none or one wider than they are. */
    record CertainSectorsOnly() implements Condition {}

    /** Only certain occupations are allowed, and the question named none or one wider than they are. */
    record CertainOccupationsOnly() implements Condition {}

    /** The renewal was lodged in time: the right goes on past the printed day until the decision. */
    record ExtendedUntilDecision(LocalDate printedLastDay) implements Condition {}
}
