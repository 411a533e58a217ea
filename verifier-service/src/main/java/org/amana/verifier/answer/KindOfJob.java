package org.amana.verifier.answer;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * How an asked code lies to the allowed ones: a limit the question cannot be measured against is a
 * condition, never a "no" that would cost somebody a job.
 */
enum KindOfJob {
    /** Nothing is limited. */
    ANY,
    /** The question names a code that is allowed. */
    ALLOWED,
    /** The question names none, or a group of which only a part is allowed. */
    NOT_SAID,
    /** The question names a code outside the allowed ones. */
    OUTSIDE;

    static <T> KindOfJob of(Optional<T> asked, List<T> allowed, BiPredicate<T, T> covers) {
        if (allowed.isEmpty())
            return ANY;
        if (asked.isEmpty())
            return NOT_SAID;
        T code = asked.get();
        if (allowed.stream().anyMatch(one -> covers.test(one, code)))
            return ALLOWED;
        return allowed.stream().anyMatch(one -> covers.test(code, one)) ? NOT_SAID : OUTSIDE;
    }
}
