package org.amana.issuer.subject;

import org.amana.core.problem.Problem;

/**
 * The person cannot be told from what came with the request.
 *
 * @param detail which check failed, without anything of the card
 */
public record SubjectProblem(String detail) implements Problem {
    @Override
    public String code() {
        return "subject_unknown";
    }
}
