package org.amana.verifier.answer;

import org.amana.core.problem.Problem;

/** What is wrong with a question an employer typed or an API client sent. */
public sealed interface QuestionProblem extends Problem {

    /** A field is missing or does not hold what it should.
     * @param field the member of the JSON form
     */
    record InvalidField(String field, String expected) implements QuestionProblem {
        @Override
        public String code() {
            return "invalid_question";
        }

        @Override
        public String detail() {
            return field + ": " + expected;
        }
    }
}
