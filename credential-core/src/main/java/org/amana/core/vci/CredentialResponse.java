package org.amana.core.vci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.http.HttpAnswer;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.VciProblem.InvalidIssuerAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Immediate credential response (OpenID4VCI 1.0 section 8.3). A deferred answer (202 with {@code transaction_id}) is
 * refused in words, because nothing here can collect it.
 *
 * <pre>
 * {"credentials":[{"credential":"eyJ…~…~"}]}
 * </pre>
 *
 * @param credentials at least one, as received, unverified
 */
public record CredentialResponse(List<String> credentials, Optional<String> notificationId) {
    /** Largest accepted response, in bytes: a batch of cards with portraits. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    public CredentialResponse {
        credentials = List.copyOf(credentials);
        if (credentials.isEmpty()) {
            throw new IllegalArgumentException("a credential response has at least one credential");
        }
    }

    /**
     * Reads the answer of a credential endpoint.
     *
     * @param proofCount number of proofs sent; more credentials than that are refused
     * @throws ProblemException {@link VciProblem.IssuerRefused}, {@link InvalidIssuerAnswer},
     *         {@link org.amana.core.json.JsonProblem}
     */
    public static CredentialResponse parse(HttpAnswer answer, int proofCount) {
        if (answer.status() == 202) {
            throw new ProblemException(new InvalidIssuerAnswer("the issuer answers later, which is not supported"));
        }
        var members = new Members(IssuerAnswer.json(answer, 200), "credential response", InvalidIssuerAnswer::new);
        var credentials = new ArrayList<String>();
        for (JsonNode node : members.optionalArray("credentials")
                .orElseThrow(() -> members.wrong("credentials", "an array"))) {
            if (!(node instanceof ObjectNode object) || object.get("credential") == null
                    || !object.get("credential").isString()) {
                throw members.wrong("credentials", "objects with a credential string");
            }
            credentials.add(object.get("credential").stringValue());
        }
        if (credentials.size() > proofCount) {
            throw members.wrong("credentials", "at most one for each proof");
        }
        return new CredentialResponse(credentials, members.optionalString("notification_id"));
    }

    public ObjectNode toJson() {
        ObjectNode json = StrictJson.object();
        var array = json.putArray("credentials");
        credentials.forEach(credential -> array.addObject().put("credential", credential));
        notificationId.ifPresent(id -> json.put("notification_id", id));
        return json;
    }
}
