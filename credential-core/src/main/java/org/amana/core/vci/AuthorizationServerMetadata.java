package org.amana.core.vci;

import java.net.URI;
import java.util.List;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.VciProblem.InvalidIssuerMetadata;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Authorization server metadata (RFC 8414) as far as the pre-authorized code flow needs it.
 *
 * <pre>
 * {"issuer":"https://issuer.example/labour-office","token_endpoint":"…/oauth2/token",
 *  "dpop_signing_alg_values_supported":["ES256"],"pre-authorized_grant_anonymous_access_supported":true}
 * </pre>
 *
 * @param dpopAlgorithms empty when the server does not speak DPoP
 * @param anonymousAccess a token request without {@code client_id} is accepted (OpenID4VCI 1.0 section 12.3)
 */
public record AuthorizationServerMetadata(CredentialIssuerIdentifier issuer, URI tokenEndpoint,
                                          List<String> grantTypes, List<String> dpopAlgorithms,
                                          boolean anonymousAccess) {
    private static final int MAX_BYTES = 256 * 1024;
    /** RFC 8414 section 2: what holds when {@code grant_types_supported} is absent. */
    private static final List<String> DEFAULT_GRANT_TYPES = List.of("authorization_code", "implicit");

    public AuthorizationServerMetadata {
        grantTypes = List.copyOf(grantTypes);
        dpopAlgorithms = List.copyOf(dpopAlgorithms);
    }

    /**
     * Fetches and parses the metadata of an authorization server.
     *
     * @throws ProblemException {@link InvalidIssuerMetadata}, {@link org.amana.core.http.PeerProblem}
     */
    public static AuthorizationServerMetadata fetch(HttpPeer peer, CredentialIssuerIdentifier server) {
        HttpAnswer answer = peer.exchange(HttpQuestion.get(server.authorizationServerMetadataUri())
                .withHeader("Accept", "application/json")
                .withMaxAnswerBytes(MAX_BYTES));
        if (answer.status() != 200 || !answer.mediaType().equals("application/json")) {
            throw new ProblemException(new InvalidIssuerMetadata(
                    "expected status 200 and application/json at the server's metadata address, got "
                            + answer.status()));
        }
        return parse(answer.body(), server);
    }

    /**
     * Parses metadata that was found for {@code expected}.
     *
     * @throws ProblemException {@link InvalidIssuerMetadata}, also when {@code issuer} differs (RFC 8414 section 3.3);
     *         {@link org.amana.core.json.JsonProblem}
     */
    public static AuthorizationServerMetadata parse(byte[] json, CredentialIssuerIdentifier expected) {
        ObjectNode object = StrictJson.parseObject(json, MAX_BYTES);
        var members = new Members(object, "authorization server metadata", InvalidIssuerMetadata::new);
        if (!members.string("issuer").equals(expected.value())) {
            throw members.wrong("issuer", "the identifier the metadata was fetched for");
        }
        JsonNode anonymous = object.get("pre-authorized_grant_anonymous_access_supported");
        return new AuthorizationServerMetadata(expected, members.uri("token_endpoint"),
                object.has("grant_types_supported") ? members.strings("grant_types_supported") : DEFAULT_GRANT_TYPES,
                members.optionalStrings("dpop_signing_alg_values_supported"),
                anonymous != null && anonymous.isBoolean() && anonymous.booleanValue());
    }
}
