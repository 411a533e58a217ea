package org.amana.issuer.credential;

import org.amana.core.jose.DpopProblem;
import org.amana.core.json.JsonProblem;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.Problem;
import org.amana.core.vci.VciProblem;
import org.amana.issuer.authorization.DpopCheck;
import org.amana.issuer.authorization.OAuthProblem;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one switch from a problem to an answer of the credential endpoint: authorization errors by RFC 6750 section 3 and RFC
 * 9449 section 7.1, the others by OpenID4VCI 1.0 section 8.3.1.2.
 */
@Component
class CredentialErrors {
    private final DpopCheck dpop;

    CredentialErrors(DpopCheck dpop) {
        this.dpop = dpop;
    }

    /** @throws IllegalArgumentException for a problem that this endpoint cannot have */
    ResponseEntity<String> answer(Problem problem) {
        return switch (problem) {
            case VciProblem vci -> body(ResponseEntity.badRequest(), vci);
            case JsonProblem.TooLarge tooLarge -> body(ResponseEntity.status(413),
                    new VciProblem.InvalidCredentialRequest(tooLarge.detail()));
            case OAuthProblem.MissingToken _ -> ResponseEntity.status(401)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "DPoP algs=\"ES256\"")
                    .build();
            case OAuthProblem.InvalidRequest invalid -> challenge(ResponseEntity.badRequest(), invalid);
            case OAuthProblem.InsufficientScope scope -> challenge(ResponseEntity.status(403), scope);
            case OAuthProblem oauth -> challenge(ResponseEntity.status(401), oauth);
            case DpopProblem.UseDpopNonce nonce ->
                challenge(ResponseEntity.status(401).header("DPoP-Nonce", dpop.nonce()), nonce);
            case DpopProblem invalid -> challenge(ResponseEntity.status(401), invalid);
            default -> throw new IllegalArgumentException("no answer for " + problem.code());
        };
    }

    private static ResponseEntity<String> challenge(ResponseEntity.BodyBuilder answer, Problem problem) {
        return body(answer.header(HttpHeaders.WWW_AUTHENTICATE, "DPoP error=\"" + problem.code()
                + "\", error_description=\"" + problem.description() + "\", algs=\"ES256\""), problem);
    }

    private static ResponseEntity<String> body(ResponseEntity.BodyBuilder answer, Problem problem) {
        ObjectNode json = StrictJson.object()
                .put("error", problem.code())
                .put("error_description", problem.description());
        return answer.cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(StrictJson.write(json));
    }
}
