package org.amana.issuer.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.amana.core.rights.ClaimDecision;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RightsClock;
import org.amana.issuer.source.Person;

/**
 * A request as the desk shows it.
 *
 * @param person empty when the register has them no longer
 * @param type name of the card's type; empty when it is issued no longer
 * @param daysLeft to the last day; negative when it is over
 */
record RectificationRow(String id, Optional<Person> person, String configuration, String type, List<Claim> claims,
                        String words, Instant at, LocalDate lastDay, RightsClock.State state, long daysLeft,
                        Optional<RectificationAnswer> answer) {

    /** One thing that is held wrong, and what was decided about it. */
    record Claim(List<String> path, String label, Optional<ClaimDecision> decision) {}

    public boolean isLate() {
        return state == RightsClock.State.OVERDUE || state == RightsClock.State.ANSWERED_LATE;
    }

    /** For the sentence of the state. */
    public long days() {
        return Math.abs(daysLeft);
    }

    /** What a person wrote does not belong in logs. */
    @Override
    public String toString() {
        return "RectificationRow[" + id + "]";
    }
}
