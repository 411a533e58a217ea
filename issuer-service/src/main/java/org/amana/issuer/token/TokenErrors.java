package org.amana.issuer.token;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.amana.core.jose.DpopProblem;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ErrorText;
import org.amana.core.problem.Problem;
import org.amana.issuer.authorization.DpopCheck;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import tools.jackson.databind.node.ObjectNode;

/** The one place where a failed token request becomes an answer (RFC 6749 section 5.2). */
final class TokenErrors implements AuthenticationFailureHandler, AuthenticationEntryPoint {
    private final DpopCheck dpop;

    TokenErrors(DpopCheck dpop) {
        this.dpop = dpop;
    }

    static OAuth2AuthenticationException exception(Problem problem) {
        return new OAuth2AuthenticationException(new OAuth2Error(problem.code(), problem.description(), null));
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
                                        AuthenticationException failure)
            throws IOException {
        if (failure instanceof OAuth2AuthenticationException oauth) {
            write(response, oauth.getError().getErrorCode(), oauth.getError().getDescription());
        } else {
            write(response, "invalid_request", "the request was refused");
        }
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        write(response, "invalid_client", "the client could not be established");
    }

    private void write(HttpServletResponse response, String error,
                       @org.jspecify.annotations.Nullable String description)
            throws IOException {
        response.setStatus(error.equals("invalid_client") ? 401 : 400);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        if (error.equals(new DpopProblem.UseDpopNonce("").code())) {
            response.setHeader("DPoP-Nonce", dpop.nonce());
        }
        ObjectNode body = StrictJson.object().put("error", error);
        if (description != null && !description.isEmpty()) {
            body.put("error_description", ErrorText.of(description));
        }
        response.getWriter().write(StrictJson.write(body));
    }
}
