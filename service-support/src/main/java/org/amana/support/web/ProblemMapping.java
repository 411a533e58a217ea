package org.amana.support.web;

import java.util.Optional;
import org.amana.core.problem.Problem;

/**
 * A service's one switch from its problems to answers; a bean. Problems that no mapping knows are answered with 400.
 *
 * <pre>
 * &#64;Bean ProblemMapping checks() { return problem -&gt; problem instanceof CheckProblem check ? Optional.of(switch (check) { … }) : Optional.empty(); }
 * </pre>
 */
@FunctionalInterface
public interface ProblemMapping {
    /** The answer, or empty for a problem of another family. */
    Optional<ProblemAnswer> answer(Problem problem);
}
