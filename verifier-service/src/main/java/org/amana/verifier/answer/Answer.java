package org.amana.verifier.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a {@link JobQuestion}. It holds nothing that tells who the person is, and of the
 * permission only what bears on the job asked about.
 */
public sealed interface Answer {

    /** The right holds, without an end and without a limit. */
    record Yes() implements Answer {}

    /** The right holds without a limit.
     * @param lastDay the last day of it, inclusive
     */
    record Until(LocalDate lastDay) implements Answer {}

    /** The right holds for this job as long as the conditions do.
     * @param conditions at least one
     * @param lastDay the last day of it, inclusive; absent when it has no fixed end
     */
    record WithConditions(List<Condition> conditions, Optional<LocalDate> lastDay) implements Answer {
        public WithConditions {
            conditions = List.copyOf(conditions);
            if (conditions.isEmpty()) {
                throw new IllegalArgumentException("an answer with conditions names one");
            }
        }
    }

    /** The right does not hold for this job.
     * @param reasons at least one, all that apply
     */
    record No(List<Reason> reasons) implements Answer {
        public No {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a no has a reason");
            }
        }
    }
}
