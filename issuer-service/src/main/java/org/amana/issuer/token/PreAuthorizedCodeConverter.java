package org.amana.issuer.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.PreAuthorizedCode;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authorization.OAuthProblem.InvalidRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Reads a token request in the order of the parameter table (OpenID4VCI 1.0 section 6.1). */
final class PreAuthorizedCodeConverter implements AuthenticationConverter {
    private static final int MAX_LENGTH = 1_000;
    private final Authorities authorities;

    PreAuthorizedCodeConverter(Authorities authorities) {
        this.authorities = authorities;
    }

    /** Null for another grant type, which the endpoint answers with {@code unsupported_grant_type}. */
    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!PreAuthorizedCodeAuthentication.GRANT_TYPE.getValue().equals(request.getParameter("grant_type"))) {
            return null;
        }
        Authentication client = SecurityContextHolder.getContext().getAuthentication();
        if (client == null) {
            throw new IllegalStateException("the token endpoint was reached without a client");
        }
        try {
            return new PreAuthorizedCodeAuthentication(parse(request), client);
        } catch (ProblemException e) {
            throw TokenErrors.exception(e.problem());
        }
    }

    private PreAuthorizedCodeAuthentication.Request parse(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            // codes in an address end in logs (RFC 6749 section 3.2: parameters go into the body)
            throw invalid("expected no query");
        }
        request.getParameterMap().forEach((name, values) -> {
            if (values.length > 1) {
                throw invalid("parameter " + name + " occurs twice");
            }
        });
        String code = parameter(request, "pre-authorized_code")
                .orElseThrow(() -> invalid("pre-authorized_code is missing"));
        String txCode = parameter(request, "tx_code")
                .orElseThrow(() -> invalid("tx_code is missing, and this offer expects one"));
        if (request.getParameter("authorization_details") != null) {
            throw invalid("authorization_details is not supported; the offer says what is issued");
        }
        return new PreAuthorizedCodeAuthentication.Request(TokenEndpoint.authority(authorities, request).orElseThrow(),
                new PreAuthorizedCode(code), txCode, parameter(request, "client_id"), headers(request));
    }

    private static Optional<String> parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        if (value.length() > MAX_LENGTH) {
            throw invalid(name + " is longer than " + MAX_LENGTH + " characters");
        }
        return Optional.of(value);
    }

    private static List<String> headers(HttpServletRequest request) {
        return Collections.list(request.getHeaders("DPoP"));
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(new InvalidRequest(detail));
    }
}
