package org.amana.verifier.desk;

import org.amana.core.json.StrictJson;
import org.amana.verifier.answer.JobQuestion;
import org.amana.verifier.answer.QuestionJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of the page as typed, so that a wrong one can be shown again beside what is wrong.
 *
 * @param hours whole hours a week, as text
 * @param start {@code yyyy-mm-dd}
 */
record QuestionForm(String job, String occupation, String sector, String hours, String start) {

    static QuestionForm empty(String today) {
        return new QuestionForm("", "", "", "", today);
    }

    /**
     * Reads the question.
     *
     * @throws org.amana.core.problem.ProblemException {@link org.amana.verifier.answer.QuestionProblem}
     */
    JobQuestion toQuestion() {
        ObjectNode node = StrictJson.object()
                .put("job", job)
                .put("occupation", occupation)
                .put("sector", sector)
                .put("start_date", start);
        if (hours.matches("[0-9]{1,3}"))
            node.put("hours_per_week", Integer.parseInt(hours));
        return QuestionJson.parse(node);
    }
}
