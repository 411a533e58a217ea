package org.amana.core.problem;

/** Carries a {@link Problem} to the surface that answers it. The only exception a parser of foreign bytes throws. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.description());
        this.problem = problem;
    }

    public ProblemException(Problem problem, Throwable cause) {
        super(problem.code() + ": " + problem.description(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
