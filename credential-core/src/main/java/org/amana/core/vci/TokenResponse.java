package org.amana.core.vci;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amana.core.http.HttpAnswer;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.VciProblem.InvalidIssuerAnswer;
import org.amana.core.vci.VciProblem.IssuerRefused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Token response (OpenID4VCI 1.0 section 6.2).
 *
 * <pre>
 * {"access_token":"eyJ…","token_type":"DPoP","expires_in":600}
 * </pre>
 *
 * @param isDpopBound the token type is {@code DPoP}; otherwise it is {@code Bearer}
 * @param expiresIn empty when the server does not say
 * @param credentialIdentifiers by configuration; empty when no authorization details came back, and then requests
 *        name the configuration itself
 */
public record TokenResponse(String accessToken, boolean isDpopBound, Optional<Duration> expiresIn,
                            Map<CredentialConfigurationId, List<String>> credentialIdentifiers) {
    public TokenResponse {
        credentialIdentifiers = Map.copyOf(credentialIdentifiers);
    }

    /**
     * Reads the answer of a token endpoint.
     *
     * @throws ProblemException {@link IssuerRefused} with the server's error, {@link InvalidIssuerAnswer},
     *         {@link org.amana.core.json.JsonProblem}
     */
    public static TokenResponse parse(HttpAnswer answer) {
        ObjectNode json = IssuerAnswer.json(answer, 200);
        var members = new Members(json, "token response", InvalidIssuerAnswer::new);
        String accessToken = members.string("access_token");
        // one line of visible characters: it is sent in a header
        if (!accessToken.matches("[A-Za-z0-9._~+/=-]{1,10000}")) {
            throw members.wrong("access_token", "a token of RFC 6750 section 2.1");
        }
        boolean isDpopBound = switch (members.string("token_type").toLowerCase(Locale.ROOT)) {
            case "dpop" -> true;
            case "bearer" -> false;
            default -> throw members.wrong("token_type", "DPoP or Bearer");
        };
        Optional<Duration> expiresIn = json.has("expires_in")
                ? Optional.of(Duration.ofSeconds(members.integer("expires_in", 0, Integer.MAX_VALUE)))
                : Optional.empty();
        return new TokenResponse(accessToken, isDpopBound, expiresIn, credentialIdentifiers(members));
    }

    /** Never the token: it would end in logs. */
    @Override
    public String toString() {
        return "TokenResponse[*]";
    }

    private static Map<CredentialConfigurationId, List<String>> credentialIdentifiers(Members members) {
        var byConfiguration = new LinkedHashMap<CredentialConfigurationId, List<String>>();
        members.optionalArray("authorization_details").ifPresent(details -> {
            for (JsonNode node : details) {
                if (!(node instanceof ObjectNode object)) {
                    throw members.wrong("authorization_details", "an array of objects");
                }
                var detail = new Members(object, "authorization_details", InvalidIssuerAnswer::new);
                if (detail.string("type").equals("openid_credential")) {
                    String id = detail.string("credential_configuration_id");
                    if (id.length() > 200) {
                        throw detail.wrong("credential_configuration_id", "at most 200 characters");
                    }
                    byConfiguration.computeIfAbsent(new CredentialConfigurationId(id), _ -> new ArrayList<>())
                            .addAll(detail.strings("credential_identifiers"));
                }
            }
        });
        byConfiguration.replaceAll((id, identifiers) -> List.copyOf(identifiers));
        return byConfiguration;
    }
}
