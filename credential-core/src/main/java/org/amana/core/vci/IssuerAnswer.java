package org.amana.core.vci;

import org.amana.core.http.HttpAnswer;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ErrorText;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.VciProblem.InvalidIssuerAnswer;
import org.amana.core.vci.VciProblem.IssuerRefused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells an issuer's success from its error responses (RFC 6749 section 5.2, OpenID4VCI 1.0 section 8.3.1). */
final class IssuerAnswer {
    private static final int MAX_ERROR_LENGTH = 100;

    private IssuerAnswer() {}

    static ObjectNode json(HttpAnswer answer, int expectedStatus) {
        if (answer.status() == expectedStatus && answer.mediaType().equals("application/json")) {
            return answer.json();
        }
        if (answer.status() >= 400 && answer.mediaType().equals("application/json")) {
            throw refused(answer);
        }
        throw new ProblemException(new InvalidIssuerAnswer("expected status " + expectedStatus
                + " and application/json, got " + answer.status() + " and " + ErrorText.quote(answer.mediaType())));
    }

    private static ProblemException refused(HttpAnswer answer) {
        ObjectNode json = StrictJson.parseObject(answer.body(), 64 * 1024);
        return new ProblemException(new IssuerRefused(answer.status(), text(json.get("error"), "error"),
                text(json.get("error_description"), "no description")));
    }

    private static String text(@org.jspecify.annotations.Nullable JsonNode node, String otherwise) {
        if (node == null || !node.isString() || node.stringValue().isEmpty()) {
            return otherwise;
        }
        String text = ErrorText.of(node.stringValue());
        return text.length() > MAX_ERROR_LENGTH * 3 ? text.substring(0, MAX_ERROR_LENGTH * 3) : text;
    }
}
