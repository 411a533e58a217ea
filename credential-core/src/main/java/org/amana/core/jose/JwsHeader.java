package org.amana.core.jose;

import com.nimbusds.jose.jwk.ECKey;
import java.util.Optional;
import org.amana.core.problem.ErrorText;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JOSE header that passed the allow-list (RFC 7515 section 4): {@code alg} is ES256; no
 * {@code crit}, {@code b64}, {@code zip}; {@code jwk}, where present, is a public P-256 key.
 * {@code jku} and {@code x5u} are never looked at, so nothing is ever fetched for them; {@code kid} is text of any
 * length and content that nothing is looked up by.
 *
 * <pre>
 * {"alg":"ES256","typ":"kb+jwt"}
 * </pre>
 */
public record JwsHeader(Optional<String> typ, Optional<String> kid, Optional<ECKey> jwk, Optional<ArrayNode> x5c) {
    /**
     * Reads the members in the order of RFC 7515 section 4.1.
     *
     * @throws ProblemException {@link JoseProblem} or {@link org.amana.core.key.KeyProblem.BadKey}
     */
    static JwsHeader of(ObjectNode members) {
        requireNoExtension(members);
        JsonNode alg = members.path("alg");
        if (!alg.isString() || !alg.stringValue().equals("ES256")) {
            throw new ProblemException(new JoseProblem.AlgorithmNotAllowed("alg ES256 expected, found "
                    + (alg.isString() ? ErrorText.quote(alg.stringValue()) : "none")));
        }
        Optional<ECKey> jwk = Optional.ofNullable(members.get("jwk")).map(Jwks::parsePublicEcKey);
        Optional<String> kid = string(members, "kid");
        Optional<ArrayNode> x5c = Optional.ofNullable(members.get("x5c")).map(JwsHeader::array);
        return new JwsHeader(string(members, "typ"), kid, jwk, x5c);
    }

    static void requireNoExtension(ObjectNode members) {
        for (String refused : new String[]{"crit", "b64", "zip"}) {
            if (members.has(refused)) {
                throw new ProblemException(new JoseProblem.HeaderNotAllowed(refused));
            }
        }
    }

    private static Optional<String> string(ObjectNode members, String name) {
        JsonNode value = members.get(name);
        if (value != null && !value.isString()) {
            throw new ProblemException(new JoseProblem.Malformed("header member " + name + " must be a string"));
        }
        return Optional.ofNullable(value).map(JsonNode::stringValue);
    }

    private static ArrayNode array(JsonNode value) {
        if (value instanceof ArrayNode array) {
            return array;
        }
        throw new ProblemException(new JoseProblem.Malformed("header member x5c must be an array"));
    }
}
