package org.amana.support.ledger;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.RecordId;
import org.amana.core.http.HttpAnswer;
import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a ledger answers; what is not of the documented form is a {@link LedgerProblem.UnexpectedAnswer}. */
final class LedgerAnswers {
    private LedgerAnswers() {}

    /** The answer, unless it is a refusal. */
    static HttpAnswer accepted(HttpAnswer answer) {
        if (answer.isSuccess()) {
            return answer;
        }
        String reason = "unknown";
        String detail = "";
        try {
            ObjectNode problem = answer.json();
            reason = problem.path("reason").asString(reason);
            detail = problem.path("detail").asString(detail);
        } catch (ProblemException e) {
            detail = "the ledger refused without a reason";
        }
        throw problem(new LedgerProblem.Refused(answer.status(), reason, detail), null);
    }

    /** An entry with its receipt. */
    static ConsentEntry consentEntry(HttpAnswer answer) {
        JsonNode entry = json(answer);
        return understood(() -> new ConsentEntry(new RecordId(entry.path("record").asString("")), index(entry),
                ConsentReceipt.parse(entry.path("receipt"))));
    }

    /** The one object of an answer. */
    static ObjectNode json(HttpAnswer answer) {
        return understood(answer::json);
    }

    /** Place in the log. */
    static long index(JsonNode answer) {
        if (!answer.path("index").isIntegralNumber()) {
            throw problem(new LedgerProblem.UnexpectedAnswer("an index expected"), null);
        }
        return answer.path("index").longValue();
    }

    /** What a reading makes of an answer; whatever it trips over is the ledger's fault. */
    static <T> T understood(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ProblemException e) {
            if (e.problem() instanceof LedgerProblem) {
                throw e;
            }
            throw problem(new LedgerProblem.UnexpectedAnswer(e.problem().detail()), e);
        } catch (IllegalArgumentException e) {
            throw problem(new LedgerProblem.UnexpectedAnswer("the ledger's answer is not of the documented form"), e);
        }
    }

    static ProblemException problem(Problem problem, @Nullable Throwable cause) {
        return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
    }

    /** One line of ASCII. */
    static String text(HttpAnswer answer) {
        return new String(answer.body(), StandardCharsets.US_ASCII).strip();
    }
}
