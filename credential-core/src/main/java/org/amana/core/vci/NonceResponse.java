package org.amana.core.vci;

import org.amana.core.http.HttpAnswer;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.VciProblem.InvalidIssuerAnswer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Nonce response (OpenID4VCI 1.0 section 7.2).
 *
 * <pre>
 * {"c_nonce":"wKI4LT17ac15ES9bw8ac4"}
 * </pre>
 */
public record NonceResponse(NonceValue nonce) {
    /**
     * Reads the answer of a nonce endpoint.
     *
     * @throws ProblemException {@link VciProblem.IssuerRefused}, {@link InvalidIssuerAnswer},
     *         {@link org.amana.core.json.JsonProblem}
     */
    public static NonceResponse parse(HttpAnswer answer) {
        var members = new Members(IssuerAnswer.json(answer, 200), "nonce response", InvalidIssuerAnswer::new);
        String nonce = members.string("c_nonce");
        if (nonce.length() > 500) {
            throw members.wrong("c_nonce", "at most 500 characters");
        }
        return new NonceResponse(new NonceValue(nonce));
    }

    public ObjectNode toJson() {
        return StrictJson.object().put("c_nonce", nonce.value());
    }
}
