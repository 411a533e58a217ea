package org.amana.issuer.credential;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.jose.VerifiedDpop;
import org.amana.core.json.JsonProblem;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.CredentialRequest;
import org.amana.core.vci.VciProblem;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authorization.AccessTokens;
import org.amana.issuer.authorization.DpopCheck;
import org.amana.issuer.authorization.OAuthProblem;
import org.amana.issuer.offer.Grant;
import org.amana.issuer.offer.Offers;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /{authority}/credential}. Token and DPoP proof first, so that a request without them learns nothing and costs
 * nothing; then the body.
 */
@RestController
class CredentialController {
    private static final int MAX_AUTHORIZATION_LENGTH = 10_000;
    private final Authorities authorities;
    private final AccessTokens tokens;
    private final DpopCheck dpop;
    private final Offers offers;
    private final IssueCredentials issueCredentials;
    private final CredentialErrors errors;

    CredentialController(Authorities authorities, AccessTokens tokens, DpopCheck dpop, Offers offers,
            IssueCredentials issueCredentials, CredentialErrors errors) {
        this.authorities = authorities;
        this.tokens = tokens;
        this.dpop = dpop;
        this.offers = offers;
        this.issueCredentials = issueCredentials;
        this.errors = errors;
    }

    @PostMapping("/{authority}/credential")
    ResponseEntity<String> credential(@PathVariable String authority, HttpServletRequest request) throws IOException {
        Authority issuer = authorities.require(authority);
        try {
            Grant grant = authorize(issuer, request);
            CredentialRequest credentialRequest = CredentialRequest.parse(body(request), mostProofs(issuer));
            var response = issueCredentials.issue(issuer, grant, credentialRequest);
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(StrictJson.write(response.toJson()));
        } catch (ProblemException e) {
            return errors.answer(e.problem());
        }
    }

    private Grant authorize(Authority issuer, HttpServletRequest request) {
        if (request.getQueryString() != null && request.getQueryString().contains("access_token")) {
            // addresses end in logs and histories (RFC 6750 section 5.3)
            throw new ProblemException(new OAuthProblem.InvalidRequest("an access token in the address is refused"));
        }
        String token = token(Collections.list(request.getHeaders("Authorization")));
        AccessTokens.Verified verified = tokens.verify(issuer, token);
        VerifiedDpop proof = dpop.check(Collections.list(request.getHeaders("DPoP")), issuer.address("credential"),
                Optional.of(token));
        if (!proof.thumbprint().equals(verified.thumbprint())) {
            throw new ProblemException(new OAuthProblem.InvalidToken("the access token is bound to another key"));
        }
        return offers.grantOf(issuer.id(), verified.id())
                .orElseThrow(() -> new ProblemException(new OAuthProblem.InvalidToken("the access token was revoked")));
    }

    private static String token(List<String> headers) {
        if (headers.isEmpty()) {
            throw new ProblemException(new OAuthProblem.MissingToken("an access token is needed"));
        }
        String header = headers.getFirst();
        int space = header.indexOf(' ');
        if (headers.size() > 1 || space < 0 || header.length() > MAX_AUTHORIZATION_LENGTH) {
            throw new ProblemException(
                    new OAuthProblem.InvalidRequest("expected one Authorization header: DPoP and the token"));
        }
        // a bound token must not pass as a bearer token (RFC 9449 section 7.2)
        if (!header.substring(0, space).toLowerCase(Locale.ROOT).equals("dpop")) {
            throw new ProblemException(new OAuthProblem.InvalidToken("expected the scheme DPoP"));
        }
        return header.substring(space + 1).strip();
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        String type = String.valueOf(request.getContentType());
        if (!type.toLowerCase(Locale.ROOT).split(";", -1)[0].strip().equals(MediaType.APPLICATION_JSON_VALUE)) {
            throw new ProblemException(
                    new VciProblem.InvalidCredentialRequest("expected content type application/json"));
        }
        byte[] body = request.getInputStream().readNBytes(CredentialRequest.MAX_BYTES + 1);
        if (body.length > CredentialRequest.MAX_BYTES) {
            throw new ProblemException(new JsonProblem.TooLarge(CredentialRequest.MAX_BYTES));
        }
        return body;
    }

    private static int mostProofs(Authority issuer) {
        return issuer.types().stream().mapToInt(type -> type.batchSize()).max().orElse(1);
    }

}
